import type { Series } from '../figure.ts'
import { Catalogue } from './catalogue.ts'

const areaNames = [
  'Stadtmitte',
  'Hamm-Westen',
  'Hamm-Norden',
  'Uentrop',
  'Rhynern',
  'Pelkum',
  'Herringen',
  'Bockum-Hövel',
  'Heessen',
]

export const hammPlaces = [
  {
    id: 1,
    key: 'nrw',
    name: 'Nordrhein-Westfalen',
    kind: 'state' as const,
    parentId: undefined,
    ags: '05',
    aliases: ['NRW'],
  },
  { id: 2, key: 'hamm', name: 'Hamm', kind: 'town' as const, parentId: 1, ags: '05915000', aliases: [] },
  ...areaNames.map((name, index) => ({
    id: 3 + index,
    key: name.toLowerCase().replace('ö', 'oe'),
    name,
    kind: 'area' as const,
    parentId: 2,
    ags: undefined,
    aliases: [],
  })),
  {
    id: 12,
    key: 'unassigned',
    name: 'nicht zuordenbar',
    kind: 'unassigned' as const,
    parentId: 2,
    ags: undefined,
    aliases: [],
  },
]

let nextId = 1
/** A series of the test catalogue; what isn't said is the usual. */
export function seriesOf(given: Partial<Series> & Pick<Series, 'key' | 'name'>): Series {
  return {
    id: nextId++,
    nameEn: given.key,
    meaning: '',
    meaningEn: '',
    unit: 'count',
    kind: 'count',
    decimals: 0,
    periodKind: 'calendar-year',
    reportedUnder: 'start',
    familyKey: 'family',
    sourceKey: 'source',
    partOf: undefined,
    base: undefined,
    dimensions: [],
    overPlaces: 'sum',
    overTime: 'sum',
    comparableKinds: [],
    note: '',
    noteEn: '',
    aliases: [],
    ...given,
  }
}

export const testDimensions = [
  {
    key: 'form',
    name: 'Hilfeform',
    nameEn: 'Form of help',
    values: [
      { key: 'ambulant', name: 'ambulant', aliases: [] },
      { key: 'residential', name: 'stationär', aliases: ['vollstationär'] },
    ],
  },
  {
    key: 'legal_basis',
    name: 'Rechtsgrundlage',
    nameEn: 'Legal basis',
    values: [
      { key: '27', name: 'SGB VIII § 27', aliases: ['§ 27'] },
      { key: '27_3', name: 'SGB VIII § 27 (3)', aliases: ['§ 27 (3)'] },
      { key: '33', name: 'SGB VIII § 33', aliases: ['§ 33'] },
    ],
  },
]

export function catalogueOf(series: readonly Series[]): Catalogue {
  return new Catalogue({ series, dimensions: testDimensions, places: hammPlaces })
}
