import { expect, test } from 'vitest'
import { askAtMostOnceASecond } from './status.ts'

test('a question is asked once a second, however many want to know', async () => {
  let count = 0
  const ask = askAtMostOnceASecond(async () => ++count)
  const at = 1_000_000
  expect(await Promise.all([ask(at), ask(at), ask(at + 999)])).toEqual([1, 1, 1])
  expect(await ask(at + 1_000)).toBe(2)
  expect(await ask(at + 1_999)).toBe(2)
})

test('a clock that was set back does not keep an old answer', async () => {
  let count = 0
  const ask = askAtMostOnceASecond(async () => ++count)
  expect([await ask(5_000), await ask(100)]).toEqual([1, 2])
})
