import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarYear, schoolYear } from '#app/plain/period.ts'
import { CellStore } from '../reading/cellstore.ts'
import { catalogueOf, hammPlaces, seriesOf } from '../reading/reading.fixture.ts'
import { areas, type Cell, check, families, storeOf, visited } from './checks.fixture.ts'
import { checkCells } from './checks.ts'
import { missingBetween } from './gaps.ts'
import { roundingStep, sumTolerance } from './rounding.ts'

const kinds = (...given: Parameters<typeof check>) => check(...given).map(({ kind }) => kind)
const overAreas = (series: string, year: number, values: readonly (number | string)[]): Cell[] =>
  values.map((value, index): Cell => [series, 3 + index, year, String(value)])

describe('rounded parts', () => {
  it('are told by their common multiple, of which there must be enough', () => {
    expect(roundingStep([5, 10, 15, 20, 0, 35], 'count')).toBe(5)
    expect(roundingStep([5, 10, 15, 20], 'count')).toBe(1)
    expect(roundingStep([3, 6, 9, 12, 15, 18, 21, 24], 'count')).toBe(3)
    expect(roundingStep([10, 20, 30, 40, 50], 'count')).toBe(10)
    expect(roundingStep([10, 20, 30, 40, 51], 'count')).toBe(1)
    expect(roundingStep([1_250_000_00, 300_000_00], 'amount')).toBe(100_000)
    expect(roundingStep([12_345, 300], 'amount')).toBe(1)
  })

  it('may miss their total by half a step each, and not by more', () => {
    // Nine areas of 10 and a town: ten numbers rounded to 10 can be off by 50.
    expect(kinds([...areas(2018), ['families', 2, 2018, '140']])).toEqual([])
    expect(kinds([...areas(2018), ['families', 2, 2018, '40']])).toEqual([])
    expect(kinds([...areas(2018), ['families', 2, 2018, '150']])).toEqual(['unassigned-difference'])
    expect(kinds([...areas(2018), ['families', 2, 2018, '30']])).toEqual(['sum-exceeds'])
    // Multiples of 5 only: 20.
    expect(kinds([...areas(2018), ['families', 2, 2018, '115']])).toEqual(['unassigned-difference'])
    // One number that is no multiple: nothing is rounded, and one family too few counts.
    expect(kinds([...areas(2018), ['families', 2, 2018, '91']])).toEqual(['unassigned-difference'])
  })

  it('of counts that add up never raise a question, whatever they are rounded to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 9, maxLength: 9 }),
        fc.constantFrom(1, 3, 5, 10, 50, 100),
        (counts, step) => {
          const round = (value: number) => Math.round(value / step) * step
          const rounded = counts.map(round)
          const total = round(counts.reduce((a, b) => a + b, 0))
          const numbers = [...rounded, total]
          const used = roundingStep(numbers, 'count')
          // Too few numbers to tell the step: then nothing is claimed about them.
          fc.pre(used >= step)
          const cells = [
            ...overAreas('families', 2018, rounded),
            ['families', 2, 2018, String(total)] as Cell,
          ]
          expect(
            kinds(cells).filter((kind) => kind.startsWith('sum') || kind.startsWith('unassigned')),
          ).toEqual([])
          expect(sumTolerance(numbers.length, used)).toBeGreaterThanOrEqual(
            Math.abs(total - rounded.reduce((a, b) => a + b, 0)),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

const share = seriesOf({
  key: 'share',
  name: 'Anteil',
  kind: 'rate',
  unit: 'percent',
  dimensions: ['legal_basis'],
  overPlaces: 'none',
})
const shares = (place: number, values: readonly string[]): Cell[] =>
  values.map((value, index) => ['share', place, 2018, value, `legal_basis=${['27', '27_3', '33'][index]}`])

describe('shares of one whole', () => {
  const ask = (cells: readonly Cell[]) => check(cells, [share]).filter(({ kind }) => kind === 'shares-differ')

  it('may miss 100 by half a unit of the last place each', () => {
    expect(ask(shares(2, ['33.3', '33.3', '33.3']))).toEqual([])
    expect(ask(shares(2, ['33', '33', '35']))).toEqual([])
    expect(ask(shares(2, ['33', '33', '36']))).toMatchObject([
      { sum: 102, place: 'hamm', dimension: 'legal_basis' },
    ])
    expect(ask(shares(2, ['33.3', '33.3', '33.6']))).toMatchObject([{ sum: 100.2 }])
  })

  it('are asked only where the others show that it is a distribution, and all values are there', () => {
    const rates = [2, 3, 4].flatMap((place) => shares(place, ['60', '62', '58']))
    expect(ask(rates)).toEqual([])
    const one = [
      ...[2, 3, 4].flatMap((place) => shares(place, ['20', '30', '50'])),
      ...shares(5, ['20', '30', '5']),
    ]
    expect(ask(one)).toMatchObject([{ sum: 55, place: 'hamm-norden' }])
    expect(ask(shares(2, ['33', '33']))).toEqual([])
  })
})

describe('a breakdown with all its values', () => {
  it('is asked where it gives less than the delivered total', () => {
    const cells: Cell[] = [
      ['help', 2, 2018, '743', 'form=ambulant'],
      ['help', 2, 2018, '567', 'form=residential'],
      ['help', 2, 2018, '1311'],
    ]
    expect(check(cells)).toMatchObject([{ kind: 'breakdown-differs', sum: 1310, total: 1311, difference: 1 }])
    expect(check(cells.slice(1))).toEqual([])
  })
})

describe('a printed rate that its base does not give', () => {
  const births = seriesOf({ key: 'births', name: 'Geburten' })
  const rate = seriesOf({
    key: 'rate',
    name: 'Quote',
    kind: 'rate',
    unit: 'percent',
    base: 'families',
    overPlaces: 'none',
  })
  const printed = (value: string, earlier: readonly Cell[] = []): readonly object[] =>
    check(
      [
        ['families', 2, 2012, '889'],
        ['visited', 2, 2012, '764'],
        ['births', 2, 2012, '899'],
        ['rate', 2, 2012, value],
      ],
      [families, visited, births, rate],
      earlier,
    )

  it('is explained by another count, or by the base of another year, where one fits', () => {
    expect(printed('84.98')).toMatchObject([
      {
        kind: 'rate-other-base',
        otherSeries: 'births',
        otherPeriod: '2012',
        otherBase: 899,
        computed: 85.94,
      },
    ])
    expect(printed('83.04', [['families', 2, 2011, '920']])).toMatchObject([
      { kind: 'rate-other-base', otherSeries: 'families', otherPeriod: '2011', otherBase: 920 },
    ])
    expect(printed('70')).toMatchObject([{ kind: 'rate-differs', printed: 70 }])
  })
})

describe('what is not there', () => {
  it('are years between two, not the ones before and after', () => {
    expect(missingBetween(calendarYear(2016), calendarYear(2017))).toBe(0)
    expect(missingBetween(calendarYear(2016), calendarYear(2019))).toBe(2)
    expect(missingBetween(schoolYear(2015), schoolYear(2017))).toBe(1)
    const gap: Cell[] = [
      ['families', 2, 2015, '80'],
      ['families', 2, 2018, '82'],
    ]
    expect(check(gap)).toMatchObject([
      { kind: 'missing-periods', previousPeriod: '2015', period: '2018', missing: 2 },
    ])
    expect(
      kinds(gap, undefined, [
        ['families', 2, 2016, '80'],
        ['families', 2, 2017, '80'],
      ]),
    ).toEqual([])
  })

  it('is a series that came with the last delivery', () => {
    const before: Cell[] = [
      ['families', 2, 2017, '80'],
      ['visited', 2, 2017, '70'],
    ]
    expect(check([['families', 2, 2018, '81']], undefined, before)).toMatchObject([
      { kind: 'missing-series', series: 'visited', previousPeriod: '2017', period: '2018' },
    ])
    expect(kinds([['help', 2, 2018, '81']], undefined, before)).toEqual([])
  })
})

describe('copies', () => {
  const column = [184, 242, 139, 200, 161, 96]
  it('of last year are asked, of small or short columns not', () => {
    const last = overAreas('families', 2017, column)
    expect(check(overAreas('families', 2018, column), undefined, last)).toContainEqual(
      expect.objectContaining({ kind: 'repeats-period', previousPeriod: '2017', period: '2018', cells: 6 }),
    )
    const changed = [...column.slice(1), 97]
    expect(kinds(overAreas('families', 2018, changed), undefined, last)).not.toContain('repeats-period')
    const small = [1, 2, 3, 4, 5, 1]
    expect(
      kinds(overAreas('families', 2018, small), undefined, overAreas('families', 2017, small)),
    ).not.toContain('repeats-period')
    const short = column.slice(0, 4)
    expect(
      kinds(overAreas('families', 2018, short), undefined, overAreas('families', 2017, short)),
    ).not.toContain('repeats-period')
  })

  it('of another column of the file are asked', () => {
    const found = check([...overAreas('families', 2018, column), ...overAreas('help', 2018, column)])
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'equal-columns', series: 'help', otherSeries: 'families', cells: 6 }),
    )
  })
})

describe('a finding', () => {
  it('says at which cell of the file it is, and the surest come first', () => {
    const store = new CellStore()
    const add = (series: string, value: string, row: number, column: number) =>
      store.add({
        series,
        placeId: 2,
        period: calendarYear(2018),
        breakdown: '',
        content: { value },
        row,
        column,
        table: 0,
      } as Parameters<typeof store.add>[0])
    add('families', '90', 4, 2)
    add('visited', '91', 4, 3)
    const found = checkCells(store, catalogueOf([families, visited]), storeOf([['visited', 2, 2017, '30']]))
    expect(found.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['part-exceeds-whole', 'likely-error'],
      ['jump', 'note'],
    ])
    expect(found[0]!.spot).toEqual({ row: 4, column: 3 })
    expect(hammPlaces.length).toBeGreaterThan(9)
  })
})

describe('many questions of one kind', () => {
  const overHundred = (count: number, key: string) =>
    Array.from({ length: count }, (_, index): Cell => [key, 2, 1900 + index, String(101 + ((index * 7) % 5))])
  const another = seriesOf({ ...share, key: 'another', dimensions: [] })
  const rate = seriesOf({ ...share, key: 'rate', dimensions: [] })
  const raised = (...cells: readonly Cell[]) =>
    check(cells, [rate, another]).filter(({ kind }) => kind === 'over-hundred')

  it('are kept up to 100 and one of each series, and say how many there are', () => {
    const found = raised(...overHundred(130, 'rate'), ...overHundred(7, 'another'))
    expect(found).toHaveLength(101)
    expect(found[99]).toMatchObject({ series: 'rate', raised: 130 })
    expect(found[100]).toMatchObject({ series: 'another', raised: 7 })
  })

  it('say nothing of it where all are kept', () => {
    expect(raised(...overHundred(99, 'rate')).some((finding) => 'raised' in finding)).toBe(false)
  })
})
