import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CellStore } from '../reading/cellstore.ts'
import { type CellSaying, compareCells } from './differences.ts'

type Said = readonly [series: string, year: number, placeId: number, saying: CellSaying, breakdown?: string]

function storeOf(list: readonly Said[]): CellStore {
  const store = new CellStore()
  for (const [series, year, placeId, content, breakdown = ''] of list) {
    const period = {
      kind: 'calendar-year' as const,
      key: `${year}`,
      start: `${year}-01-01`,
      end: `${year}-12-31`,
    }
    store.add({ series, period, breakdown, placeId, content, row: 1, column: 1 })
  }
  return store
}

const places = new Map(Array.from({ length: 300 }, (_, index) => [index, `area-${index}`]))
const compare = (now: readonly Said[], before: readonly Said[]) =>
  compareCells(storeOf(now), storeOf(before), places)
const is = (value: string): CellSaying => ({ value })

describe('what a file changes about what holds', () => {
  it('counts new, changed, vanished and unchanged figures per series and period', () => {
    const before: Said[] = [
      ['births', 2016, 1, is('10')],
      ['births', 2016, 2, is('20')],
      ['births', 2016, 3, is('30')],
      ['births', 2015, 1, is('9')],
      ['deaths', 2016, 1, is('4')],
    ]
    const now: Said[] = [
      ['births', 2016, 1, is('10')],
      ['births', 2016, 2, is('21')],
      ['births', 2017, 1, is('11')],
    ]
    const differences = compare(now, before)
    expect(differences.counts).toEqual({ new: 1, changed: 1, vanished: 1, unchanged: 1 })
    expect(differences.groups).toEqual([
      { series: 'births', period: '2016', new: 0, changed: 1, vanished: 1, unchanged: 1 },
      { series: 'births', period: '2017', new: 1, changed: 0, vanished: 0, unchanged: 0 },
    ])
    expect(differences.changed).toEqual([
      {
        series: 'births',
        period: '2016',
        place: 'area-2',
        breakdown: '',
        before: { value: '20' },
        after: { value: '21' },
      },
    ])
    expect(differences.vanished).toEqual([
      { series: 'births', period: '2016', place: 'area-3', breakdown: '', before: { value: '30' } },
    ])
  })

  it('finds a breakdown that the file no longer has', () => {
    const before: Said[] = [
      ['births', 2016, 1, is('4'), 'sex=m'],
      ['births', 2016, 1, is('10')],
    ]
    expect(compare([['births', 2016, 1, is('10')]], before).vanished).toMatchObject([{ breakdown: 'sex=m' }])
  })

  it('names the largest changes first, in proportion, and those between a value and none before them', () => {
    const before: Said[] = [
      ['births', 2016, 1, is('1000')],
      ['births', 2016, 2, is('4')],
      ['births', 2016, 3, { missing: 'unknown' }],
      ['births', 2016, 4, is('0')],
      ['births', 2016, 5, is('7')],
    ]
    const now: Said[] = [
      ['births', 2016, 1, is('1100')],
      ['births', 2016, 2, is('8')],
      ['births', 2016, 3, is('5')],
      ['births', 2016, 4, is('3')],
      ['births', 2016, 5, { missing: 'secret-at-source', below: 10 }],
    ]
    const { changed } = compare(now, before)
    expect(changed.map(({ place }) => place)).toEqual(['area-3', 'area-5', 'area-4', 'area-2', 'area-1'])
    expect(changed[1]).toMatchObject({
      before: { value: '7' },
      after: { missing: 'secret-at-source', below: 10 },
    })
  })

  it('compares decimals exactly, and another bound or reason is a change', () => {
    const counts = (now: CellSaying, before: CellSaying) =>
      compare([['share', 2016, 1, now]], [['share', 2016, 1, before]]).counts
    expect(counts(is('0.1'), is('0.1')).unchanged).toBe(1)
    expect(counts(is('1234567890123.0000001'), is('1234567890123.0000002')).changed).toBe(1)
    expect(counts({ missing: 'unknown' }, { missing: 'not-yet' }).changed).toBe(1)
    expect(
      counts({ missing: 'secret-at-source', below: 5 }, { missing: 'secret-at-source', below: 10 }).changed,
    ).toBe(1)
    expect(counts({ missing: 'unknown' }, { missing: 'unknown' }).unchanged).toBe(1)
  })

  it('counts each figure once, whatever the two files say, and lists no more than can be read', () => {
    const saying = fc.oneof(
      fc.integer({ min: 0, max: 3 }).map((number) => is(`${number}`)),
      fc.constant<CellSaying>({ missing: 'unknown' }),
    )
    const cell = fc.tuple(
      fc.constantFrom('a', 'b'),
      fc.integer({ min: 2010, max: 2012 }),
      fc.integer({ min: 0, max: 290 }),
      saying,
    )
    const table = fc.uniqueArray(cell, { maxLength: 900, selector: (one) => one.slice(0, 3).join(' ') })
    fc.assert(
      fc.property(table, table, (now, before) => {
        const { counts, groups, changed, vanished } = compare(now, before)
        const spoken = new Set(now.map(([series, year]) => `${series} ${year}`))
        const former = before.filter(([series, year]) => spoken.has(`${series} ${year}`))
        expect(counts.new + counts.changed + counts.unchanged).toBe(now.length)
        expect(counts.vanished + counts.changed + counts.unchanged).toBe(former.length)
        for (const kind of ['new', 'changed', 'vanished', 'unchanged'] as const) {
          expect(groups.reduce((sum, group) => sum + group[kind], 0)).toBe(counts[kind])
        }
        expect(changed.length).toBe(Math.min(100, counts.changed))
        expect(vanished.length).toBe(Math.min(100, counts.vanished))
        // The other way round, new and vanished change places, if both speak of the same.
        if (
          former.length === before.length &&
          new Set(before.map(([s, y]) => `${s} ${y}`)).size === spoken.size
        ) {
          expect(compare(before, now).counts).toEqual({
            ...counts,
            new: counts.vanished,
            vanished: counts.new,
          })
        }
      }),
      { numRuns: 60 },
    )
  })
})
