import { expect, test } from 'vitest'
import { remember } from './remembered.server.ts'

test('what was computed under a key is not computed again, not even at the same time', async () => {
  let runs = 0
  const compute = async () => {
    runs += 1
    return { runs }
  }
  const [first, second] = await Promise.all([remember('a 1', compute), remember('a 1', compute)])
  expect(first).toBe(second)
  expect(await remember('a 1', compute)).toBe(first)
  expect(await remember('a 2', compute)).toEqual({ runs: 2 })
})

test('a failure is not remembered', async () => {
  await expect(remember('b', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await remember('b', async () => 'mended')).toBe('mended')
})

test('the results that were not asked for longest fall out', async () => {
  let runs = 0
  const count = async () => {
    runs += 1
    return runs
  }
  await remember('kept', count)
  for (let i = 0; i < 99; i += 1) await remember(`other ${i}`, count)
  expect(await remember('kept', count)).toBe(1)
  await remember('one more', count)
  expect(await remember('other 0', count)).toBe(102)
  expect(await remember('kept', count)).toBe(1)
})
