import { describe, expect, test } from 'vitest'
import type { Place } from '../place.ts'
import { emptyPlace, readPlaceForm } from './placeForm.ts'
import { readPlaceList } from './placeListForm.ts'

const place = (
  id: number,
  name: string,
  kind: Place['kind'],
  parentId?: number,
  validTo?: string,
): Place => ({
  id,
  key: name.toLowerCase(),
  name,
  kind,
  parentId,
  ags: undefined,
  tile: id === 2 ? { column: 0, row: 0 } : undefined,
  ...(validTo !== undefined && { validTo }),
})
const town = place(1, 'Musterstadt', 'town')
const all = [town, place(2, 'Norden', 'area', 1), place(3, 'Alt', 'area', 1, '2019-12-31')]
const read = (text: string) => readPlaceList(text, all, town)
const problems = (text: string) => read(text).problems.map(({ line, kind }) => [line, kind])

describe('a list of places', () => {
  test('is taken as spreadsheets copy it, with keys, parents and a line of headings', () => {
    const text =
      'Name\tSchlüssel\tliegt in\nWesten\t005\t\n"Am Hang"\t0051\tWesten\r\n\nSüden;;Musterstadt;Sozialraum\n'
    expect(read(text)).toEqual({
      problems: [],
      places: [
        {
          line: 2,
          name: 'Westen',
          kind: 'area',
          parent: 'Musterstadt',
          parentKey: 'musterstadt',
          key: '005',
        },
        { line: 3, name: 'Am Hang', kind: 'quarter', parent: 'Westen', parentKey: undefined, key: '0051' },
        {
          line: 5,
          name: 'Süden',
          kind: 'area',
          parent: 'Musterstadt',
          parentKey: 'musterstadt',
          key: undefined,
        },
      ],
    })
  })

  test('may name again what has ended', () => {
    expect(read('Alt').places).toHaveLength(1)
  })

  test.each([
    ['norden', [[1, 'exists']]],
    ['Westen\nwesten', [[2, 'double']]],
    ['Hang;;Nirgends', [[1, 'no-parent']]],
    ['Hang;;Norden;Gemeinde', [[1, 'wrong-kind']]],
    ['Hang;;Norden;Planet', [[1, 'wrong-kind']]],
    [';005', [[1, 'no-name']]],
    ['x\n'.repeat(2001), [[2001, 'too-many']]],
  ])('with %j names the line', (text, found) => {
    expect(problems(text)).toEqual(found)
  })
})

test.each([
  ['two lines of one name', 'Mitte;;Kamen\nMitte;;Bönen\nHof;;Mitte', 3],
  ['a line and a place of one name', 'Markt;;Bönen\nHof;;Markt', 2],
])('a place of a list stands under neither of %s', (_what, text, line) => {
  const county = place(4, 'Kreis', 'county')
  const below = [place(5, 'Kamen', 'town', 4), place(6, 'Bönen', 'town', 4), place(7, 'Markt', 'area', 5)]
  const { problems: found } = readPlaceList(text, [county, ...below], county)
  expect(found).toMatchObject([{ line, kind: 'two-parents' }])
})

describe('the form of one place', () => {
  const typed = { ...emptyPlace, name: 'Westen', kind: 'area', parent: 'musterstadt' }
  const wrong = (more: Partial<typeof typed>) => {
    const result = readPlaceForm({ ...typed, ...more }, all)
    return 'problems' in result ? result.problems.map(({ field, kind }) => `${field} ${kind}`) : []
  }

  test('takes keys with leading zeros, and positions from 1', () => {
    const result = readPlaceForm({ ...typed, ags: '05 915 000', column: '2', row: '1' }, all)
    expect(result).toMatchObject({ value: { ags: '05915000', tile: { column: 1, row: 0 } } })
  })

  test.each([
    [{ name: ' ' }, ['name no-name']],
    [{ name: 'norden' }, ['name name-taken']],
    [{ kind: 'planet' }, ['kind no-kind']],
    [{ parent: '' }, ['parent no-parent']],
    [{ parent: 'norden', kind: 'town' }, ['parent wrong-parent']],
    [{ ags: 'A1' }, ['ags wrong-ags']],
    [{ validFrom: '2025-02-30' }, ['validFrom no-day']],
    [{ column: '1' }, ['column wrong-tile']],
    [{ column: '1', row: '1' }, ['column tile-taken']],
  ])('with %j says what is wrong at the field', (more, found) => {
    expect(wrong(more)).toEqual(found)
  })
})
