import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import type { Indicator, IndicatorResult, Reading } from '#app/capabilities/indicators/indicator.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import type { ReportFacts, ReportGoal } from './report.ts'

/** An invented town with a handful of areas, for tests of the report without a database. */

const disclosed = (cell: Cell) => deriveDisclosed<Cell, Cell>([], () => cell)

function testPlace(id: number, name: string, kind: Place['kind'] = 'area'): Place {
  const tile = kind === 'area' ? { column: (id - 2) % 3, row: Math.floor((id - 2) / 3) } : undefined
  return { id, key: `ort-${id}`, name, kind, parentId: undefined, ags: undefined, tile }
}

function testIndicator(key: string, changes: Partial<Indicator> = {}): Indicator {
  return {
    id: 1,
    key,
    name: `Kennzahl ${key}`,
    formula: 'besucht / familien',
    publishedSeries: undefined,
    unit: 'percent',
    decimals: 1,
    direction: 'up',
    periodKind: 'calendar-year',
    phase: 'birth',
    field: 'health',
    meaning: 'Wie viele Familien wurden besucht?',
    method: 'Besuchte Familien geteilt durch alle',
    sourceNote: 'Jugendamt',
    breaks: [],
    validFrom: '2012-01-01',
    ...changes,
  }
}

export function testReading(year: number, cell: Cell, changes: Partial<Reading> = {}): Reading {
  return {
    year,
    periodKey: String(year),
    cell: disclosed(cell),
    basis: 'computed',
    interval: undefined,
    change: undefined,
    target: undefined,
    comparison: undefined,
    status: 'none',
    printed: undefined,
    ...changes,
  }
}

const areaNames = ['Nord', 'Ost', 'Süd', 'West', 'Mitte']

/** Town and five areas over four years; the last area's last value is secret. */
export function testResult(key: string, changes: Partial<Indicator> = {}): IndicatorResult {
  const years = [2015, 2016, 2017, 2018]
  const goal = { target: 80, comparison: 'at-least' } as const
  const row = (place: Place, start: number, secretLast: boolean) => ({
    place,
    readings: years.map((year, index) => {
      const value = start + index * 1.5
      const hidden = secretLast && year === 2018
      const status = hidden ? 'no-data' : value >= 80 ? 'reached' : 'missed'
      return testReading(year, hidden ? missing('suppressed') : present(value), { ...goal, status })
    }),
  })
  return {
    indicator: testIndicator(key, changes),
    years,
    rows: [
      row(testPlace(1, 'Musterstadt', 'town'), 76, false),
      ...areaNames.map((name, index) => row(testPlace(index + 2, name), 70 + index * 3, index === 4)),
    ],
  }
}

export function testGoal(number: string, changes: Partial<ReportGoal> = {}): ReportGoal {
  return {
    number,
    title: `Das Ziel ${number}`,
    text: 'Alle Kinder kommen gut an.',
    responsible: undefined,
    change: undefined,
    indicatorKeys: [],
    children: [],
    ...changes,
  }
}

export function testFacts(changes: Partial<ReportFacts> = {}): ReportFacts {
  const besuch = testResult('besuch')
  return {
    year: 2018,
    language: 'de',
    asOf: '2019-06-30',
    publisher: 'Stadt Musterstadt',
    town: 'Musterstadt',
    note: '',
    goals: [
      testGoal('1', {
        children: [
          testGoal('1.1', { indicatorKeys: ['besuch'], responsible: 'Jugendamt' }),
          testGoal('1.2', { change: { kind: 'added', note: 'Beschluss von 2016.' } }),
        ],
      }),
      testGoal('2', { children: [testGoal('2.1', { indicatorKeys: ['impfung', 'besuch'] })] }),
    ],
    results: [besuch, testResult('impfung'), testResult('budget', { unit: 'eur', direction: 'none' })],
    targets: [
      {
        indicator: besuch.indicator,
        placeName: 'Musterstadt',
        target: {
          id: 1,
          placeKey: 'ort-1',
          comparison: 'at-least',
          path: [{ year: 2015, value: 80 }],
          baselineYear: undefined,
          decidedBy: 'Rat',
          note: undefined,
        },
      },
    ],
    boundaries: new Map(),
    deliveries: [{ source: 'Jugendamt', fileName: 'besuche_2018.csv', receivedOn: '2019-03-14' }],
    ...changes,
  }
}
