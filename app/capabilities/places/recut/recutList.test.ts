import { expect, test } from 'vitest'
import type { Former } from '../history/recut.ts'
import { fillFromList } from './recutList.ts'
import { emptyRecut } from './typedRecut.ts'

const formers: readonly Former[] = [
  { key: 'nord', name: 'Nord', children: [{ key: 'hof', name: 'Hof' }] },
  { key: 'sued', name: 'Süd', children: [] },
]
const fill = (list: string, more = {}) =>
  fillFromList({ ...emptyRecut(2, '2027-01-01'), ...more, list }, formers)
const problemsOf = (list: string) => {
  const filled = fill(list)
  return 'problems' in filled ? filled.problems.map(({ line, kind }) => `${line} ${kind}`) : []
}

test('three columns from a spreadsheet fill the table, in any order of lines', () => {
  const filled = fill(
    '\uFEFFalt\tneu\tEinwohner\r\nNord\tHafen\t3.200\r\nsüd\t"Mitte"\t2500\r\n\r\nNord\tmitte\t1800\r\n',
    { names: ['Mitte', 'X'], children: { hof: '0' } },
  )
  expect(filled).toMatchObject({
    typed: {
      happenedOn: '2027-01-01',
      names: ['Hafen', 'Mitte'],
      rows: [
        { parts: ['3.200', '1800'], whole: '' },
        { parts: ['', '2500'], whole: '' },
      ],
      children: { hof: '1' },
      list: '',
    },
  })
})

test('what can’t be understood is said with its line', () => {
  expect(problemsOf('Nord;Hafen;1\nOst;Hafen;2\nNord;;3\nSüd;Mitte;viele\nNord;hafen;4\nSüd;Mitte')).toEqual([
    '2 unknown',
    '3 no-name',
    '4 no-number',
    '5 double',
    '6 too-few-columns',
  ])
  expect(problemsOf('alt;neu;Anzahl')).toEqual(['1 too-few-columns'])
  expect(problemsOf(Array.from({ length: 41 }, (_, index) => `Nord;Neu ${index};1`).join('\n'))).toEqual([
    '41 too-many',
  ])
})

test('a first line with the name of an old one is no heading', () => {
  expect(problemsOf('Nord;Hafen;viele')).toEqual(['1 no-number'])
})
