import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, fromNumber } from '#app/plain/rational.ts'
import type { Place } from '../place.ts'
import { shareOf } from '../succession.ts'
import {
  freePlaceKey,
  isParentFor,
  readDecision,
  readShare,
  readSplit,
  type TypedChange,
  writeSum,
} from './change.ts'

const typed = (more: Partial<TypedChange>): TypedChange => ({
  happenedOn: '2025-01-01',
  base: 'Einwohner unter 18 Jahren am 31.12.2024',
  note: '',
  decidedBy: '',
  name: '',
  parent: '',
  parts: [],
  measure: 'percent',
  places: [],
  ...more,
})
const parts = (...list: readonly (readonly [string, string])[]) =>
  list.map(([name, share]) => ({ name, share }))
const problemsOf = (more: Partial<TypedChange>) => {
  const read = readSplit(typed(more))
  return 'problems' in read ? read.problems.map(({ field, kind }) => `${field} ${kind}`) : []
}

describe('a split', () => {
  test('takes shares in percent, with decimal comma', () => {
    const read = readSplit(typed({ parts: parts(['Norden', '62,5 %'], ['Neue Mitte', '37.5'], ['', '']) }))
    expect(read).toEqual({
      value: {
        parts: [
          { name: 'Norden', part: '62.5' },
          { name: 'Neue Mitte', part: '37.5' },
        ],
        whole: '100',
      },
    })
  })

  test('takes counts, whatever they sum up to', () => {
    const read = readSplit(
      typed({ measure: 'count', parts: parts(['A', '1.250'], ['B', '750'], ['C', '1']) }),
    )
    expect(read).toMatchObject({ value: { whole: '2001', parts: [{ part: '1250' }, {}, {}] } })
  })

  test.each([
    ['99,9 %', parts(['A', '60'], ['B', '39,9']), ['partShare-0 not-whole']],
    ['101 %', parts(['A', '60'], ['B', '41']), ['partShare-0 not-whole']],
    ['one part', parts(['A', '100']), ['partName-0 too-few-parts']],
    ['nothing', parts(), ['partName-0 too-few-parts']],
    ['a share of nothing', parts(['A', '100'], ['B', '0']), ['partShare-1 no-share']],
    ['a share below nothing', parts(['A', '110'], ['B', '-10']), ['partShare-1 no-share']],
    ['no name', parts(['A', '50'], ['', '50']), ['partName-1 no-name']],
    ['the same name twice', parts(['Mitte', '50'], ['mitte ', '50']), ['partName-1 same-names']],
  ])('of %s is refused at its field', (_, list, problems) => {
    expect(problemsOf({ parts: list })).toEqual(problems)
  })

  test('needs to say what the shares were measured on', () => {
    expect(problemsOf({ base: ' ', parts: parts(['A', '50'], ['B', '50']) })).toEqual(['base no-base'])
  })

  test('by counts is always whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 9 }),
        (list) => {
          const read = readSplit(
            typed({
              measure: 'count',
              parts: list.map((share, index) => ({ name: `Teil ${index}`, share: String(share) })),
            }),
          )
          if (!('value' in read)) throw new Error('refused')
          const { parts: shares, whole } = read.value
          const sum = shares.map(({ part }) => shareOf(part, whole)!).reduce(add, fromNumber(0))
          expect(compare(sum, fromNumber(1))).toBe(0)
        },
      ),
    )
  })
})

test('sums of decimals are exact', () => {
  expect(writeSum(['0.1', '0.2'])).toBe('0.3')
  expect(writeSum(['33.3', '66.7'])).toBe('100')
  expect(writeSum(['0.05', '0.05', '10'])).toBe('10.1')
  expect(writeSum([])).toBe('0')
})

test('shares are numbers above 0', () => {
  expect(
    ['62,5', '62.5', '1.250', '1.250,5', '0.125', '1 250', '12,5 %', '0', '-1', 'ein Drittel', '1,2,3'].map(
      readShare,
    ),
  ).toEqual([
    '62.5',
    '62.5',
    '1250',
    '1250.5',
    '0.125',
    '1250',
    '12.5',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a decision has a day of the calendar', () => {
  const problems = ['', '2025-02-30', '1.1.2025'].map((happenedOn) => readDecision(typed({ happenedOn })))
  for (const read of problems)
    expect(read).toMatchObject({ problems: [{ field: 'happenedOn', kind: 'no-day' }] })
})

test('keys of new places are free, and none is an address of its own', () => {
  const taken = new Set(['norden', 'norden-2025'])
  expect(freePlaceKey('Norden', '2025', taken)).toBe('norden-2025-2')
  expect(freePlaceKey('Süd', '2025', taken)).toBe('sued')
  expect(freePlaceKey('Neu', undefined, taken)).toBe('neu-2')
  expect(freePlaceKey('…', undefined, taken)).toBe('ort')
})

test('a place stands under what fits, never below itself', () => {
  const place = (id: number, kind: Place['kind'], parentId?: number): Place => ({
    id,
    key: String(id),
    name: String(id),
    kind,
    parentId,
    ags: undefined,
    tile: undefined,
  })
  const all = [place(1, 'town'), place(2, 'area', 1), place(3, 'area', 2), place(4, 'quarter', 3)]
  const [town, area, inner, quarter] = all as [Place, Place, Place, Place]
  expect(isParentFor(quarter, area, all)).toBe(true)
  expect(isParentFor(quarter, town, all)).toBe(true)
  expect(isParentFor(town, area, all)).toBe(false)
  expect(isParentFor(area, inner, all)).toBe(false)
  expect(isParentFor(area, area, all)).toBe(false)
})
