import { describe, expect, it } from 'vitest'
import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Names } from '../sentences.ts'
import type { CellSaying, Differences } from './differences.ts'
import { viewDifferences } from './view.ts'

const names: Names = {
  series: new Map([
    ['births', { name: 'Geburten', unit: 'count', decimals: 0 }],
    ['share', { name: 'Anteil', unit: 'percent', decimals: 1 }],
    ['budget', { name: 'Budget', unit: 'eur', decimals: 0 }],
  ]),
  places: new Map([['west', 'Westen']]),
  dimensions: new Map([['form', 'Hilfeform']]),
  dimensionValues: new Map([['form=ambulant', 'ambulant']]),
}

function view(
  counts: Partial<Differences['counts']>,
  changed: readonly (readonly [series: string, before: CellSaying, after: CellSaying])[] = [],
  replaces?: number,
  language: Language = 'de',
) {
  const differences: Differences = {
    counts: { new: 0, changed: 0, vanished: 0, unchanged: 0, ...counts },
    groups: [],
    groupCount: 0,
    changed: changed.map(([series, before, after]) => ({
      series,
      period: '2017-09-30',
      place: 'west',
      breakdown: 'form=ambulant',
      before,
      after,
    })),
    vanished: [],
  }
  return viewDifferences(
    differences,
    replaces,
    names,
    language,
    i18nFor(language).getFixedT(language, 'figures'),
  )
}

describe('what a file would change, in words', () => {
  it('is one sentence', () => {
    expect(view({ new: 60, changed: 12, vanished: 3, unchanged: 1204 }).sentence).toBe(
      '12 Werte sind anders als bisher, 3 fehlen diesmal, 60 sind neu, 1.204 sind gleich.',
    )
    expect(view({ changed: 1, vanished: 1, new: 1, unchanged: 1 }).sentence).toBe(
      'Ein Wert ist anders als bisher, einer fehlt diesmal, einer ist neu, einer ist gleich.',
    )
    expect(view({ new: 5 }).sentence).toBe('Für diese Zahlenreihen und Zeiträume gab es bisher keine Werte.')
    expect(view({ unchanged: 5 }).sentence).toBe('Die Datei ändert nichts: Alle Werte gelten schon so.')
  })

  it('says what becomes of what is missing, which a correction takes away', () => {
    expect(view({ unchanged: 1 }).vanishedMeans).toBeUndefined()
    expect(view({ vanished: 1 }).vanishedMeans).toContain('gilt weiter')
    expect(view({ vanished: 1 }, [], 7).vanishedMeans).toContain('Lieferung 7')
  })

  it('writes periods as people do', () => {
    const change = [['births', { value: '40' }, { value: '52' }]] as const
    expect(view({ changed: 1 }, change).changed[0]!.period).toBe('30.09.2017')
    expect(view({ changed: 1 }, change, undefined, 'en').changed[0]!.period).toBe('30/09/2017')
  })

  it('gives each change in the unit of its series', () => {
    const changes = view({ changed: 6 }, [
      ['births', { value: '40' }, { value: '52' }],
      ['births', { value: '0' }, { value: '3' }],
      ['births', { missing: 'unknown' }, { value: '3' }],
      ['births', { value: '3' }, { missing: 'secret-at-source', below: 10 }],
      ['share', { value: '85' }, { value: '82.5' }],
      ['budget', { value: '100000' }, { value: '150050' }],
    ]).changed
    expect(changes.map(({ before, after, change }) => `${before} | ${after} | ${change}`)).toEqual([
      '40 | 52 | +12 (+30\u202f%)',
      '0 | 3 | +3',
      'unbekannt | 3 | Wert kommt hinzu',
      '3 | unter 10 | Wert entfällt',
      '85\u202f% | 82,5\u202f% | −2,5 Prozentpunkte',
      '1.000,00\u202f€ | 1.500,50\u202f€ | +500,50 (+50\u202f%)',
    ])
    expect(changes[0]).toMatchObject({ series: 'Geburten', place: 'Westen', breakdown: 'ambulant' })
  })
  it('speaks of one percentage point in the singular, up and down', () => {
    const points = (language: Language) =>
      view(
        { changed: 3 },
        [
          ['share', { value: '85' }, { value: '86' }],
          ['share', { value: '85' }, { value: '84' }],
          ['share', { value: '85' }, { value: '87' }],
          ['share', { value: '85.5' }, { value: '84.5' }],
        ],
        undefined,
        language,
      ).changed.map(({ change }) => change)
    expect(points('de')).toEqual([
      '+1 Prozentpunkt',
      '−1 Prozentpunkt',
      '+2 Prozentpunkte',
      '−1,0 Prozentpunkte',
    ])
    expect(points('en')).toEqual([
      '+1 percentage point',
      '−1 percentage point',
      '+2 percentage points',
      '−1.0 percentage points',
    ])
  })
})
