import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spellingDistance } from '#app/plain/spelling.ts'
import { coordinatesOf, readHeadings, splitPeriods } from '../guess/headings.ts'
import { Surroundings } from '../guess/surroundings.ts'
import { isTotalWord, normaliseName } from './names.ts'
import { PlaceNames } from './placenames.ts'
import { catalogueOf, hammPlaces, seriesOf } from './reading.fixture.ts'

const places = new PlaceNames(hammPlaces)
const found = (text: string) => {
  const match = places.find(text)
  return match && [match.place.key, match.confidence]
}

describe('names of places', () => {
  it.each([
    ['Bockum-Hövel', 'bockum-hoevel', 'same'],
    ['Bockum- Hövel', 'bockum-hoevel', 'same'],
    ['BOCKUM-HOEVEL', 'bockum-hoevel', 'same'],
    ['Bockum Ho\u0308vel', 'bockum-hoevel', 'same'],
    ['Pelkum*', 'pelkum', 'same'],
    ['Pelkum 1)', 'pelkum', 'same'],
    ['Westen', 'hamm-westen', 'habit'],
    ['Hamm-Heessen', 'heessen', 'habit'],
    ['Stadtbezirk Pelkum', 'pelkum', 'habit'],
    ['03 Uentrop', 'uentrop', 'habit'],
    ['Stadt Hamm', 'hamm', 'habit'],
    ['Hamm (gesamt)', 'hamm', 'habit'],
    ['insgesamt', 'hamm', 'habit'],
    ['Summe', 'hamm', 'habit'],
    ['05915000', 'hamm', 'same'],
    ['5915000', 'hamm', 'same'],
    ['NRW', 'nrw', 'same'],
    ['nicht zuordenbar', 'unassigned', 'same'],
    ['Ohne Angabe', 'unassigned', 'habit'],
    ['k. A.', 'unassigned', 'habit'],
    ['Heesen', 'heessen', 'similar'],
    ['Herrringen', 'herringen', 'similar'],
    ['Bockum-Hvel', 'bockum-hoevel', 'similar'],
  ])('understands %s as %s (%s)', (text, key, confidence) => {
    expect(found(text)).toEqual([key, confidence])
  })

  it.each(['Atlantis', 'Ham', '05915001', 'Stadt', 'Mitte', '', '12', 'Bezirk 5', '05'])(
    'does not guess what %s may be',
    (text) => {
      expect(found(text)).toBeUndefined()
    },
  )

  it('takes a name that two places share for neither', () => {
    const twins = new PlaceNames([
      ...hammPlaces,
      { id: 99, key: 'other', name: 'Pelkum', kind: 'area', parentId: 2, ags: undefined, aliases: [] },
    ])
    expect(twins.find('Pelkum')).toBeUndefined()
  })

  it('never takes one numbered area for another', () => {
    const list = Array.from({ length: 60 }, (_, i) => ({
      ...{ id: i + 1, key: `a${i + 1}`, name: `Bezirk ${i + 1}`, kind: 'area' as const, parentId: undefined },
      ...{ ags: undefined, aliases: [] },
    }))
    const numbered = new PlaceNames(list)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (number) => {
        const match = numbered.find(`Bezirk ${number}`)
        expect(match?.place.key).toBe(number <= 60 ? `a${number}` : undefined)
      }),
    )
  })
})

describe('spelling', () => {
  it('is what remains without habits', () => {
    expect(normaliseName('Straße & Plätze')).toBe(normaliseName('STRASSE und Plaetze'))
    expect(isTotalWord('In s g e s a m t')).toBe(true)
    expect(isTotalWord('Gesamtschule')).toBe(false)
  })

  it('is compared letter by letter, as a metric', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        const far = (x: string, y: string) => spellingDistance(x, y, 20)
        expect(far(a, a)).toBe(0)
        expect(far(a, b)).toBe(far(b, a))
        expect(far(a, c)).toBeLessThanOrEqual(far(a, b) + far(b, c))
      }),
    )
  })
})

describe('headings', () => {
  const catalogue = catalogueOf([
    seriesOf({ key: 'visited', name: 'besuchte Familien' }),
    seriesOf({ key: 'visit_rate', name: 'Besuchsquote', unit: 'percent', kind: 'rate' }),
    seriesOf({ key: 'help', name: 'Hilfen', dimensions: ['form'] }),
  ])
  it.each([
    [['besuchte Familien', '2018'], { series: 'visited', period: '2018' }],
    [['2018', 'besuchte Familien'], { series: 'visited', period: '2018' }],
    [['Anzahl der besuchte Familien 2018*'], { series: 'visited', period: '2018' }],
    [['Besuchsquote', '2018 in %'], { series: 'visit_rate', period: '2018' }],
    [['besuchte Familien in %'], {}],
    [['Hilfen', 'stationär'], { series: 'help', breakdown: { form: 'residential' } }],
    [['Heessen'], { place: 'heessen' }],
    [['Bemerkung'], {}],
  ])('reads %j', (lines, expected) => {
    const around = new Surroundings(catalogue, 'datei.csv', 'school-year')
    expect(coordinatesOf(readHeadings(lines, around, { propose: false }))).toEqual(expected)
  })

  it('finds periods in a text', () => {
    expect(splitPeriods('Stand 30.09.2018, Schuljahr 2017/18')).toEqual({
      periods: ['30.09.2018', '2017/18'],
      rest: 'Stand , Schuljahr',
    })
  })
})
