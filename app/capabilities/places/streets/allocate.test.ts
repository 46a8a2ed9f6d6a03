import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate, Register } from './allocate.ts'
import { readHouseNumber, splitAddress } from './houseNumber.ts'
import { type HouseNumber, normaliseStreet, overlap, type Side, type StreetRange } from './street.ts'

const number = (text: string): HouseNumber => readHouseNumber(text)!.at
const range = (
  street: string,
  side: Side,
  from: string,
  to: string | undefined,
  placeId: number,
  place: { postcode?: string; town?: string } = {},
): StreetRange => ({
  row: 1,
  street,
  side,
  from: number(from),
  to: to === undefined ? undefined : number(to),
  placeId,
  postcode: '',
  town: '',
  ...place,
})
const register = new Register([
  range('Bahnhofstraße', 'odd', '1', '9', 1),
  range('Bahnhofstraße', 'odd', '11', undefined, 2),
  range('Bahnhofstraße', 'even', '0', undefined, 3),
  range('St.-Georg-Straße', 'all', '0', '262', 4),
  range('St.-Georg-Straße', 'all', '263', '263', 4),
  range('St.-Georg-Straße', 'all', '263 a', '263 d', 5),
  range('Mühlenweg', 'all', '1', '20', 6),
  range('Mühlenweg', 'all', '20', '30', 7),
  range('Amselweg', 'all', '0', undefined, 8),
  range('Schulstraße', 'all', '0', undefined, 9, { town: 'Kamen', postcode: '59174' }),
  range('Schulstraße', 'all', '0', undefined, 10, { town: 'Bönen', postcode: '59199' }),
])
const ask = (line: string) => allocate(register, splitAddress(line))
const at = (line: string) => {
  const answer = ask(line)
  return answer.kind === 'found' ? answer.placeId : answer.kind
}

describe('an address', () => {
  test.each([
    ['Bahnhofstraße 1', 1],
    ['Bahnhofstr. 9', 1],
    ['BAHNHOFSTRASSE 11', 2],
    ['Bahnhof Str. 9997', 2],
    ['Bahnhofstraße 2 b', 3],
    ['Sankt-Georg-Str. 262', 4],
    ['St. Georg Straße 263', 4],
    ['St.-Georg-Straße 263 a', 5],
    ['St.-Georg-Straße 263D', 5],
    ['Muehlenweg 19', 6],
    ['Mühlenweg 21', 7],
    ['Mühlenweg 12-22', 6],
    ['Amselweg', 8],
    ['Schulstraße 3, 59174 Kamen', 9],
    ['Schulstraße 3, Bönen', 10],
    ['Schulstr. 3 59199 Bönen', 10],
  ])('%s lies in area %i', (line, area) => {
    expect(at(line)).toBe(area)
  })

  test.each([
    ['Bahnhofstraße', 'no-number'],
    ['Bahnhofstraße 12345', 'no-number'],
    ['Mühlenweg 31', 'outside'],
    ['Mühlenweg 20', 'ambiguous'],
    ['Schulstraße 3', 'ambiguous'],
    ['Nirgendweg 1', 'unknown-street'],
    ['', 'unknown-street'],
  ])('%s stays open: %s', (line, kind) => {
    expect(at(line)).toBe(kind)
  })

  test('says what it assumed', () => {
    expect(ask('Mühlenweg 12-22')).toMatchObject({ assumed: 'first-number' })
    expect(ask('Bahnhofstraße 9 a')).toMatchObject({ placeId: 1, assumed: 'letter-of-end' })
    expect(ask('Bahnhofstraße 7 a')).toMatchObject({ placeId: 1, assumed: undefined })
    // The register names the letters a to d of 263: e belongs to none of these lines but to the number itself.
    expect(ask('St.-Georg-Straße 263 e')).toMatchObject({ placeId: 4, assumed: 'letter-of-end' })
    expect(ask('Amselweg')).toMatchObject({ assumed: 'whole-street' })
  })

  test('of an unknown street gets up to three names that are meant perhaps, the nearest first', () => {
    expect(ask('Bahnhofsstraße 1')).toEqual({ kind: 'unknown-street', suggestions: ['Bahnhofstraße'] })
    expect(ask('Amselwg 1')).toEqual({ kind: 'unknown-street', suggestions: ['Amselweg'] })
    expect(ask('Xyz 1')).toEqual({ kind: 'unknown-street', suggestions: [] })
  })
})

describe('a line of text', () => {
  test.each([
    ['Straße des 17. Juni 135 a, 10623 Berlin', 'Straße des 17. Juni', '135 a', '10623', 'Berlin'],
    ['Straße des 17. Juni', 'Straße des 17. Juni', '', '', ''],
    ['Am Markt 5-7', 'Am Markt', '5-7', '', ''],
    ['Am Markt 12 – 14 59065 Hamm', 'Am Markt', '12 – 14', '59065', 'Hamm'],
    ['Am Markt, 5', 'Am Markt', '5', '', ''],
    ['Am Markt 5, Hamm', 'Am Markt', '5', '', 'Hamm'],
    ['12', '12', '', '', ''],
  ])('%s', (line, street, houseNumber, postcode, town) => {
    expect(splitAddress(line)).toEqual({ street, number: houseNumber, postcode, town })
  })

  test('whatever it is, is taken apart and asked without a crash', () => {
    const part = fc.constantFrom('Weg', 'Str.', ' ', ',', '12', 'a', '-', '59065', 'bis', 'ß', 'St.', '\t')
    const anything = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(anything, (line) => {
        expect(ask(line).kind).toMatch(/^[a-z-]+$/)
      }),
    )
  })
})

test.each([
  ['Bahnhofstr.', 'Bahnhof-Straße'],
  ['Große Straße', 'GROSSE STRASSE'],
  ['Dr.-Külz-Straße', 'Doktor Kuelz Str'],
  ['Ernst-Reuter-Pl.', 'Ernst-Reuter-Platz'],
  ['Rue René', 'Rue Rene'],
])('%s and %s are one street', (one, other) => {
  expect(normaliseStreet(one)).toBe(normaliseStreet(other))
})

test('streets that differ stay apart', () => {
  const names = ['Straßburger Straße', 'Strandweg', 'Straße am Park', 'Stadtstraße', 'Am Platz', 'Am Pfad']
  expect(new Set(names.map(normaliseStreet)).size).toBe(names.length)
})

describe('ranges', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 2, max: 900 }), { minLength: 1, maxLength: 8 })
  /** A street cut into pieces that touch: each number belongs to exactly one. */
  const pieces = fc.tuple(cuts, fc.boolean()).map(([unsorted, both]) => {
    const starts = [1, ...unsorted.toSorted((a, b) => a - b)]
    const sidesUsed: readonly Side[] = both ? ['all'] : ['odd', 'even']
    return sidesUsed.flatMap((side, sideIndex) =>
      starts.map((start, index) => {
        const next = starts[index + 1]
        return range(
          'Weg',
          side,
          String(start),
          next === undefined ? undefined : String(next - 1),
          100 * sideIndex + index,
        )
      }),
    )
  })

  test('that cut a street give each number, with or without letter, to exactly one of them', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom('', 'a', 'z'),
        (list, asked, letter) => {
          const answer = allocate(new Register(list), {
            street: 'weg',
            number: `${asked}${letter}`,
            postcode: '',
            town: '',
          })
          const expected = list.filter(
            ({ from, to, side }) =>
              from.number <= asked &&
              asked <= (to?.number ?? 9999) &&
              (side === 'all' || (side === 'odd') === (asked % 2 === 1)),
          )
          expect(expected).toHaveLength(1)
          expect(answer).toMatchObject({ kind: 'found', placeId: expected[0]!.placeId })
          for (const [index, one] of list.entries())
            for (const other of list.slice(index + 1)) expect(overlap(one, other)).toBe(false)
        },
      ),
    )
  })

  test('overlap just where some address lies in both', () => {
    const end = fc.record({ number: fc.integer({ min: 1, max: 8 }), suffix: fc.constantFrom('', 'a', 'c') })
    const any = fc
      .tuple(end, end, fc.constantFrom<Side>('all', 'odd', 'even'))
      .map(([from, to, side]): StreetRange => ({ ...range('Weg', side, '1', '1', 1), from, to }))
    const addresses = Array.from({ length: 9 }, (_, index) =>
      ['', 'a', 'b', 'c', 'd'].map((suffix) => `${index + 1}${suffix}`),
    ).flat()
    fc.assert(
      fc.property(any, any, (one, other) => {
        const both = addresses.some((address) => {
          const one1 = new Register([one])
          const one2 = new Register([other])
          const where = [one1, one2].map((each) =>
            allocate(each, { street: 'Weg', number: address, postcode: '', town: '' }),
          )
          return where.every((each) => each.kind === 'found' && each.assumed === undefined)
        })
        expect(overlap(one, other)).toBe(both)
      }),
    )
  })
})
