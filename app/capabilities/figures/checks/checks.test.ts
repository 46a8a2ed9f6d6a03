import { describe, expect, it } from 'vitest'
import { calendarYear } from '#app/plain/period.ts'
import { CellStore } from '../reading/cellstore.ts'
import { areas, type Cell, check } from './checks.fixture.ts'

describe('parts against the total', () => {
  it('says nothing where areas and "nicht zuordenbar" give the town', () => {
    expect(check([...areas(2018), ['families', 12, 2018, '5'], ['families', 2, 2018, '95']])).toEqual([])
    expect(check([...areas(2018), ['families', 2, 2018, '90']])).toEqual([])
  })

  it('asks whether a difference is not assignable where nothing is booked there', () => {
    expect(check([...areas(2018), ['families', 2, 2018, '104']])).toEqual([
      {
        kind: 'unassigned-difference',
        series: 'families',
        period: '2018',
        place: 'hamm',
        sum: 90,
        total: 104,
        difference: 14,
      },
    ])
  })

  it('asks what is right where "nicht zuordenbar" does not explain the difference, or parts exceed the total', () => {
    const booked = check([...areas(2018), ['families', 12, 2018, '5'], ['families', 2, 2018, '96']])
    expect(booked).toMatchObject([{ kind: 'sum-differs', difference: 1 }])
    const exceeding = check([...areas(2018), ['families', 2, 2018, '89']])
    expect(exceeding).toMatchObject([{ kind: 'sum-exceeds', difference: -1 }])
  })

  it('does not add up rates, nor take a missing area for a difference', () => {
    expect(check([...areas(2018).slice(1), ['families', 2, 2018, '90']])).toEqual([
      { kind: 'missing-places', series: 'families', period: '2018', places: 'stadtmitte', missing: 1 },
    ])
    const rates = areas(2018).map(([, place, year]): Cell => ['rate', place, year, '80'])
    expect(check([...rates, ['rate', 2, 2018, '79']])).toEqual([])
  })
})

describe('parts, rates and breakdowns', () => {
  it('asks where a part is more than its whole, delivered now or before', () => {
    expect(
      check([
        ['families', 2, 2018, '90'],
        ['visited', 2, 2018, '90'],
      ]),
    ).toEqual([])
    expect(
      check([
        ['families', 2, 2018, '90'],
        ['visited', 2, 2018, '91'],
      ]),
    ).toMatchObject([{ kind: 'part-exceeds-whole', part: 91, whole: 90, place: 'hamm' }])
    expect(check([['visited', 2, 2018, '91']], undefined, [['families', 2, 2018, '90']])).toMatchObject([
      { kind: 'part-exceeds-whole' },
    ])
  })

  it('compares a printed rate with its counts at the precision of the print', () => {
    const printed = (value: string) =>
      check([
        ['families', 2, 2012, '889'],
        ['visited', 2, 2012, '764'],
        ['rate', 2, 2012, value],
      ])
    expect(printed('86')).toEqual([])
    expect(printed('85.94')).toEqual([])
    expect(printed('85')).toMatchObject([{ kind: 'rate-differs', printed: 85, computed: 85.94 }])
    expect(printed('85.9')).toEqual([])
    expect(printed('85.8')).toMatchObject([{ kind: 'rate-differs' }])
  })

  it('asks whether shares between 0 and 1 were meant as percent', () => {
    expect(
      check([
        ['rate', 2, 2018, '0.82'],
        ['rate', 3, 2018, '0.7'],
      ]),
    ).toContainEqual({
      kind: 'looks-like-fraction',
      series: 'rate',
      cells: 2,
    })
  })

  it('asks about a share of more than everybody, not about everybody', () => {
    const over = check([
      ['rate', 2, 2018, '100'],
      ['rate', 3, 2018, '840'],
    ]).filter(({ kind }) => kind === 'over-hundred')
    expect(over).toMatchObject([{ series: 'rate', period: '2018', value: 840 }])
  })

  it('asks where categories exceed their total', () => {
    const cells: Cell[] = [
      ['help', 2, 2018, '743', 'form=ambulant'],
      ['help', 2, 2018, '567', 'form=residential'],
    ]
    expect(check([...cells, ['help', 2, 2018, '1310']])).toEqual([])
    expect(check([...cells, ['help', 2, 2018, '1309']])).toMatchObject([
      { kind: 'breakdown-exceeds', dimension: 'form', sum: 1310, total: 1309 },
    ])
  })
})

describe('jumps', () => {
  it('notes counts that double or halve and change by 20, rates that move by 20 points', () => {
    expect(
      check([
        ['families', 2, 2017, '20'],
        ['families', 2, 2018, '39'],
      ]),
    ).toEqual([])
    expect(
      check([
        ['families', 2, 2017, '20'],
        ['families', 2, 2018, '40'],
      ]),
    ).toMatchObject([{ kind: 'jump', before: 20, now: 40, previousPeriod: '2017' }])
    expect(
      check([
        ['rate', 2, 2017, '60'],
        ['rate', 2, 2018, '79'],
      ]),
    ).toEqual([])
    expect(
      check([
        ['rate', 2, 2017, '60'],
        ['rate', 2, 2018, '80'],
      ]),
    ).toMatchObject([{ kind: 'jump' }])
  })

  it('compares with what was delivered before, but not with the value that is replaced', () => {
    expect(check([['families', 2, 2018, '80']], undefined, [['families', 2, 2017, '40']])).toMatchObject([
      { kind: 'jump', before: 40 },
    ])
    expect(check([['families', 2, 2018, '80']], undefined, [['families', 2, 2018, '40']])).toEqual([])
  })
})

describe('the store of cells', () => {
  it('finds each of many cells again, and tells equal from different repetitions', () => {
    const store = new CellStore()
    const cell = (placeId: number, year: number, value: string) => ({
      ...{ series: 'families', placeId, period: calendarYear(year), breakdown: '' },
      ...{ content: { value }, row: placeId, column: 2 },
    })
    for (let place = 1; place <= 2000; place += 1) {
      for (const year of [2017, 2018]) expect(store.add(cell(place, year, String(place * year)))).toBe('new')
    }
    expect(store.size).toBe(4000)
    const group = store.findGroup('families', '2018', '')
    for (let place = 1; place <= 2000; place += 1) {
      expect(store.get(group, place)).toEqual({ value: place * 2018, row: place, column: 2 })
    }
    expect(store.get(group, 2001)).toBeUndefined()
    expect(store.add(cell(7, 2018, String(7 * 2018)))).toBe('same')
    expect(store.add(cell(7, 2018, '1'))).toBe('different')
  })
})
