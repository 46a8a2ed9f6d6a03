import { expect, test } from 'vitest'
import type { Former, TypedRecut } from '../history/recut.ts'
import { markOf, readRecutForm, refusalField } from './recutPage.server.ts'
import { emptyRecut, readTypedRecut } from './typedRecut.ts'

const formers: readonly Former[] = [
  { key: 'nord', name: 'Nord', children: [] },
  { key: 'sued', name: 'Süd', children: [] },
]
const sent = (more: Partial<TypedRecut> = {}): TypedRecut => ({
  ...emptyRecut(2, '2027-01-01'),
  base: 'Einwohner',
  names: ['Hafen', 'Mitte'],
  rows: [
    { parts: ['1', '2'], whole: '' },
    { parts: ['3', '4'], whole: '' },
  ],
  ...more,
})
const read = (typed: TypedRecut, intent = 'preview') => readRecutForm(typed, intent, formers)

test('a form comes back as it was typed, with what is wrong of table and decision', () => {
  const typed = sent({ happenedOn: '', base: '' })
  const answer = read(typed)
  expect(answer.typed).toEqual(typed)
  expect(answer.plan).toBeUndefined()
  expect(answer.problems.map(({ field }) => field)).toEqual(['base', 'happenedOn'])
})

test('a column is added, and a list put into the table, without a word about what is still missing', () => {
  const more = read(sent({ base: '' }), 'column')
  expect(more).toMatchObject({ problems: [], typed: { names: ['Hafen', 'Mitte', ''], base: '' } })
  expect(more.typed.rows.map(({ parts }) => parts.length)).toEqual([3, 3])
  const filled = read(sent({ base: '', list: 'Nord;Ost;5\nSüd;West;6' }), 'list')
  expect(filled).toMatchObject({ problems: [], typed: { names: ['Ost', 'West'], list: '' } })
})

test('a list that was pasted counts for the preview too, and a wrong one stays where it is', () => {
  const list = 'Nord;Ost;5\nNord;West;1\nSüd;West;6'
  expect(read(sent({ list })).plan?.recut.names).toEqual(['Ost', 'West'])
  const wrong = read(sent({ list: 'Nord;Ost;viele' }))
  expect(wrong).toMatchObject({
    typed: { list: 'Nord;Ost;viele', names: ['Hafen', 'Mitte'] },
  })
  expect(wrong.plan).toBeUndefined()
  expect(wrong.lines).toHaveLength(1)
})

test('the mark of what was seen in the preview changes with anything that would be done', () => {
  const mark = (more: Partial<TypedRecut> = {}) => markOf(read(sent(more)).plan!)
  expect(mark({ names: [' Hafen', 'Mitte'] })).toBe(mark())
  const others = [
    mark({ names: ['Hafen', 'Ost'] }),
    mark({ happenedOn: '2027-01-02' }),
    mark({ base: 'Adressen' }),
    mark({ rows: [{ parts: ['1', '3'], whole: '' }, sent().rows[1]!] }),
  ]
  expect(new Set([...others, mark()]).size).toBe(5)
})

test('a name that is taken is said at its field', () => {
  const typed = sent({ names: ['Hafen', '  WESTEN '] })
  expect(refusalField({ refused: 'name-taken', name: 'WESTEN' }, typed)).toBe('newName-1')
  expect(refusalField({ refused: 'gone' }, typed)).toBe('happenedOn')
})

test('a form without its fields, or with far too many columns, is read all the same', () => {
  expect(readTypedRecut(new FormData(), 2).names).toEqual(['', ''])
  const form = new FormData()
  form.set('columns', '4000')
  expect(readTypedRecut(form, 2).names).toHaveLength(40)
})
