import { describe, expect, test } from 'vitest'
import { Catalogue } from '../reading/catalogue.ts'
import type { NamedPlace } from '../reading/placenames.ts'
import { seriesOf } from '../reading/reading.fixture.ts'
import { Aggregator } from './aggregate.ts'
import { readRules } from './rules.ts'
import type { AddressBook } from './whereabouts.ts'

const placeOf = (
  id: number,
  name: string,
  kind: NamedPlace['kind'],
  parentId: number | undefined,
  more: Partial<NamedPlace> = {},
): NamedPlace => ({ id, key: name.toLowerCase(), name, kind, parentId, ags: undefined, aliases: [], ...more })

/** Since 2020 Nordfeld, until then in the district Ost, is in the district West; Wiese is another one of the same name. */
const places = [
  placeOf(1, 'Landesteil', 'state', undefined),
  placeOf(2, 'Musterstadt', 'town', 1),
  placeOf(3, 'West', 'area', 2),
  placeOf(4, 'Ost', 'area', 2),
  placeOf(5, 'Nordfeld', 'area', 3, { formerParents: [{ parentId: 4, until: '2019-12-31' }] }),
  placeOf(6, 'nicht zuordenbar', 'unassigned', 2, { key: 'unassigned' }),
  placeOf(7, 'Nachbarstadt', 'town', 1, { validTo: '2030-12-31' }),
  placeOf(8, 'Wiese', 'area', 4, { key: 'wiese-1', validTo: '2019-12-31' }),
  placeOf(9, 'Wiese', 'area', 3, { key: 'wiese-2', validFrom: '2020-01-01' }),
]

function evaluate(
  rows: readonly (readonly string[])[],
  given: { places?: NamedPlace[]; book?: AddressBook } = {},
) {
  const catalogue = new Catalogue({
    series: [seriesOf({ key: 'children', name: 'Kinder' })],
    dimensions: [],
    places: given.places ?? places,
  })
  const columns = `Ort; Ort\nJahr; Zeitraum${given.book ? '\nStraße; Straße' : ''}`
  const read = readRules({ columns, counts: 'Kinder' }, catalogue)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const aggregator = new Aggregator(read.rules, catalogue, undefined, given.book)
  const header = ['Ort', 'Jahr', ...(given.book ? ['Straße'] : [])]
  for (const [index, cells] of [header, ...rows].entries()) aggregator.take({ row: index + 1, cells })
  const result = aggregator.end()
  if ('kind' in result) throw new Error(result.kind)
  return {
    unassigned: result.unassigned,
    counts: Object.fromEntries(
      result.cells.map(({ place, period, value }) => [`${place} ${period.slice(0, 4)}`, value]),
    ),
  }
}

describe('a row counts', () => {
  test('in what its place was a part of in its period', () => {
    const rows = [
      ['Nordfeld', '2018'],
      ['Nordfeld', '2021'],
      ['Nordfeld', '2021'],
    ]
    expect(evaluate(rows).counts).toEqual({
      'musterstadt 2018': 1,
      'nordfeld 2018': 1,
      'ost 2018': 1,
      'musterstadt 2021': 2,
      'nordfeld 2021': 2,
      'west 2021': 2,
    })
  })

  test('in the place that had the name in its period', () => {
    const rows = [
      ['Wiese', '2018'],
      ['Wiese', '2021'],
    ]
    expect(evaluate(rows).counts).toEqual({
      'musterstadt 2018': 1,
      'ost 2018': 1,
      'wiese-1 2018': 1,
      'musterstadt 2021': 1,
      'west 2021': 1,
      'wiese-2 2021': 1,
    })
  })

  test.each(['Musterstadt', 'insgesamt', 'Landesteil', 'Nachbarstadt', 'Nirgendwo', ''])(
    'as not assignable and in the town where its place is "%s"',
    (name) => {
      expect(evaluate([[name, '2021']])).toEqual({
        unassigned: 1,
        counts: { 'musterstadt 2021': 1, 'unassigned 2021': 1 },
      })
    },
  )

  test('where its address lies if it names no more than the town', () => {
    const book: AddressBook = (street) => (street === 'Amselweg' ? 3 : undefined)
    const rows = [
      ['Musterstadt', '2021', 'Amselweg'],
      ['Ost', '2021', 'Amselweg'],
      ['Musterstadt', '2021', 'Hinterm Mond'],
    ]
    expect(evaluate(rows, { book })).toEqual({
      unassigned: 1,
      counts: { 'musterstadt 2021': 3, 'ost 2021': 1, 'unassigned 2021': 1, 'west 2021': 1 },
    })
  })

  test('in the town only where "not assignable" did not exist in its period', () => {
    const later = places.map((place) => (place.id === 6 ? { ...place, validFrom: '2020-01-01' } : place))
    const rows = [
      ['', '2018'],
      ['', '2021'],
    ]
    expect(evaluate(rows, { places: later }).counts).toEqual({
      'musterstadt 2018': 1,
      'musterstadt 2021': 1,
      'unassigned 2021': 1,
    })
  })
})
