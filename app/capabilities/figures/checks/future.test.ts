import { describe, expect, it } from 'vitest'
import { calendarYear, entryCohort, type Period, schoolYear } from '#app/plain/period.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { CellStore } from '../reading/cellstore.ts'
import { catalogueOf } from '../reading/reading.fixture.ts'
import { describeFinding, type Names } from '../sentences.ts'
import { families, visited } from './checks.fixture.ts'
import { checkCells } from './checks.ts'

const names: Names = {
  series: new Map([
    ['families', { name: 'Familien', unit: 'count', decimals: 0 }],
    ['visited', { name: 'besucht', unit: 'count', decimals: 0 }],
  ]),
  places: new Map(),
  dimensions: new Map(),
  dimensionValues: new Map(),
}

/** What is asked about periods ahead, in one sentence each. Values differ, so that nothing else is asked. */
function ask(periods: readonly Period[], receivedOn: string | undefined, language: 'de' | 'en' = 'de') {
  const store = new CellStore()
  for (const [index, period] of periods.entries()) {
    for (const series of ['families', 'visited']) {
      const content = { value: String(index + 1) }
      store.add({ series, placeId: 2, period, breakdown: '', content, row: 1, column: 1 })
    }
  }
  return checkCells(store, catalogueOf([families, visited]), new CellStore(), receivedOn)
    .filter(({ kind }) => kind === 'not-begun')
    .map((finding) => [
      finding.severity,
      describeFinding(finding, names, language, i18nFor(language).getFixedT(language, 'figures')),
    ])
}
const years = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => calendarYear(from + index * step))

describe('periods that have not begun', () => {
  it('are asked about once, as ranges', () => {
    expect(ask(years(2024, 2099), '2026-11-30')).toEqual([
      [
        'question',
        'Für 2027 bis 2099 gibt es Zahlen, obwohl der Zeitraum noch nicht begonnen hatte, als die Datei kam: Familien, besucht. Stimmt die Angabe?',
      ],
    ])
    expect(ask([...years(2026, 2027), calendarYear(2062)], '2026-11-30', 'en')).toEqual([
      [
        'question',
        'There are figures for 2027, 2062, although the period had not begun when the file came in: Familien, besucht. Is that right?',
      ],
    ])
  })

  it('that stand apart are named up to eight, the others counted', () => {
    expect(ask(years(2028, 2048, 2), '2026-11-30')[0]![1]).toContain(
      '2028, 2030, 2032, 2034, 2036, 2038, 2040, 2042 und weitere (3) gibt es Zahlen',
    )
  })

  it('are those after the day of receipt: the first day of a period is none of them', () => {
    expect(ask([calendarYear(2027)], '2027-01-01')).toEqual([])
    expect(ask([calendarYear(2027)], '2026-12-31')).toHaveLength(1)
    expect(ask([schoolYear(2026)], '2026-08-01')).toEqual([])
    expect(ask([calendarYear(2099)], undefined)).toEqual([])
  })

  it('do not count for entry cohorts, which are examined in the year before', () => {
    expect(ask([entryCohort(2027)], '2026-09-01')).toEqual([])
    expect(ask([entryCohort(2028)], '2026-09-01')).toHaveLength(1)
  })
})
