import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersons, namedByContent, namingColumns } from './persons.ts'

const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(';'))
const kindOf = (text: string) => findPersons(table(text))?.kind

describe('a table of persons is recognised', () => {
  test.each([
    ['Nachname;Vorname;Kita', 'name'],
    ['Name, Vorname;Gruppe', 'name'],
    ['Liste der Kinder\n\nlfd. Nr.;Name des Kindes;Klasse', 'name'],
    ['Familienname;Ort', 'name'],
    ['Sozialraum;Geburtsdatum;Ergebnis', 'birth'],
    ['geb. am;Sozialraum', 'birth'],
    ['Geb.-Datum;Größe', 'birth'],
    ['Sozialraum;Straße;Hausnummer;Sprache', 'address'],
    ['Kind-ID;Sozialraum;Sprache', 'identifier'],
    ['Aktenzeichen;Hilfeart', 'identifier'],
    ['Fall-Nr.;Beginn', 'identifier'],
    ['Ansprechperson;Telefonnummer', 'contact'],
    ['Kind: Name;Kind: Kita', 'name'],
    ['Kita;Mutter Telefon', 'contact'],
    ['Name/Vorname;Kita', 'name'],
    ['Kita;Straße/Hausnr.;Gruppe\nKind: Straße', 'address'],
  ])('by its heading: %j', (text, kind) => expect(kindOf(text)).toBe(kind))

  test('by what stands in its cells, whatever the heading says', () => {
    const rows = (cell: (index: number) => string) => [
      ['Feld', 'Ort'],
      ...Array.from({ length: 12 }, (_, index) => [cell(index), 'Nord']),
    ]
    expect(findPersons(rows((index) => `Muster${'abcdefghijkl'[index]}, Erika`))?.kind).toBe('name')
    expect(findPersons(rows((index) => `${index + 3}.0${(index % 9) + 1}.2016`))?.kind).toBe('birth')
    expect(findPersons(rows((index) => `person${index}@amt.example`))?.kind).toBe('contact')
  })

  test('without names, by a row per person', () => {
    const rows = Array.from({ length: 30 }, (_, index) => [
      String(index + 1),
      index % 2 === 0 ? 'm' : 'w',
      index % 3 === 0 ? 'Nord' : 'Süd',
      'auffällig',
    ])
    expect(findPersons([['Nr', 'Geschlecht', 'Sozialraum', 'Sprache'], ...rows])?.kind).toBe('row-per-person')
  })

  test('without telling what stands in it', () => {
    const found = findPersons([['Sozialraum'], ...Array.from({ length: 10 }, () => ['Geheim, Erna'])])
    expect(found).toEqual({ kind: 'name', heading: '' })
  })
})

const letters = fc.constantFrom(...'abcdefghijklmnoprstuvwz')
const wordOf = (least: number, most: number) =>
  fc
    .tuple(
      fc.constantFrom(...'ABCDEFGHIJKLMNOPRSTUVWZÄÖÜ'),
      fc.array(letters, { minLength: least, maxLength: most }),
    )
    .map(([first, rest]) => first + rest.join(''))
const lastName = fc.oneof(
  wordOf(2, 9),
  fc.tuple(wordOf(2, 6), wordOf(2, 6)).map(([one, other]) => `${one}-${other}`),
  wordOf(2, 6).map((name) => `von ${name}`),
  wordOf(2, 9).map((name) => name.toUpperCase()),
)
const twoDigits = (n: number) => String(n).padStart(2, '0')
const birthday = fc
  .tuple(
    fc.integer({ min: 2, max: 27 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 2008, max: 2019 }),
  )
  .filter(([day]) => day !== 15)

describe('a list of persons whose headings say nothing', () => {
  const person = fc.record({ last: lastName, first: wordOf(2, 7), born: birthday, area: fc.nat(4) })
  const persons = fc.uniqueArray(person, {
    minLength: 4,
    maxLength: 60,
    selector: ({ last }) => last.toLowerCase(),
  })
  const writings = [
    ([day, month, year]: readonly number[]) => `${twoDigits(day!)}.${twoDigits(month!)}.${year}`,
    ([day, month, year]: readonly number[]) => `${day}.${month}.${twoDigits(year! % 100)}`,
    ([day, month, year]: readonly number[]) => `${year}-${twoDigits(month!)}-${twoDigits(day!)}`,
    ([day, month, year]: readonly number[]) => `${day}/${month}/${year}`,
  ]

  test('is recognised by names beside days of birth, in whatever order, writing and company they stand', () => {
    fc.assert(
      fc.property(
        persons.filter((list) => new Set(list.map(({ born }) => born.join())).size >= 3),
        fc.constantFrom(...writings),
        fc.boolean(),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (list, write, inOne, order) => {
          const rows = list.map(({ last, first, born, area }, index) => {
            const fields = [
              inOne ? `${first} ${last}` : last,
              inOne ? 'ja' : first,
              write(born),
              `Raum ${area}`,
              String(index),
            ]
            return order.map((at) => fields[at]!)
          })
          const table = [order.map((at) => `Feld ${at + 1}`), ...rows]
          const isEnough =
            inOne || new Set(list.map(({ first }) => first)).size >= Math.max(3, list.length / 4)
          fc.pre(isEnough)
          expect(findPersons(table)?.kind).toMatch(/^(name|birth)$/)
          const found = new Set(namedByContent(table, new Set()).map((at) => order[at]))
          expect([...found].sort()).toEqual(inOne ? [0, 2] : [0, 1, 2])
        },
      ),
    )
  })

  test('is left alone where it is settled what the columns are', () => {
    const rows = Array.from({ length: 9 }, (_, index) => [
      `Muster${'abcdefghi'[index]}`,
      `Erna${'abcdefghi'[index]}`,
      `${index + 2}.03.2014`,
    ])
    const table = [['A', 'B', 'C'], ...rows]
    expect(namedByContent(table, new Set())).toEqual([0, 1, 2])
    expect(namedByContent(table, new Set([0]))).toEqual([])
  })
})

test.each([
  ['Name', true],
  ['Vorname', true],
  ['NACHNAME', true],
  ['Nachname des Kindes', true],
  ['Kindsname', true],
  ['Geburtsdatum', true],
  ['geb. am', true],
  ['Geb.', true],
  ['Straße', true],
  ['Straße, PLZ, Ort', true],
  ['E-Mail', true],
  ['Mail', true],
  ['IBAN', true],
  ['Aktenzeichen', true],
  ['Sozialraum', false],
  ['Geburtsjahr', false],
  ['Geburtsort Mutter', false],
  ['Name der Kita', false],
  ['Anschrift der Kita', false],
  ['Untersuchungsdatum', false],
  ['Geschlecht', false],
])('the heading %s of a file with a row per child says who it is: %s', (heading, expected) => {
  // Beside a facility, too: a child's row names its Kita.
  expect(namingColumns([heading, 'Kita'])).toEqual(expected ? [0] : [])
})

describe('a table of counts passes', () => {
  test.each([
    'Name des Sozialraums;2017;2018\nNord;110;120\nSüd;95;90',
    'Sozialraum;Geburten;Geburtsjahr\nNord;110;2018',
    'Name der Einrichtung;Straße;Telefon;Kinder\nKita Sonne;Am Markt 1;123;80',
    'Kita;Anschrift;betreute Kinder',
    'Stadtteilname;Kinder unter 6',
    'Ort;Geschlecht;Anzahl\nNord;m;12\nNord;w;14',
    'Name;2017;2018\nNord;1;2',
    'Stichtag;Sozialraum;Kinder\n31.12.2018;Nord;12',
    'Personen je Haushalt;Anzahl',
    'Familien mit Neugeborenen;davon besucht',
    'Schulname;Abgänge',
  ])('%j', (text) => expect(findPersons(table(text))).toBeUndefined())

  test('broken down by sex, with a row per area, sex and year', () => {
    const rows = Array.from({ length: 60 }, (_, index) => [
      `Raum ${index % 10}`,
      index % 2 === 0 ? 'männlich' : 'weiblich',
      String(2010 + Math.floor(index / 20)),
      String((index * 7) % 40),
    ])
    expect(findPersons([['Sozialraum', 'Geschlecht', 'Jahr', 'Anzahl'], ...rows])).toBeUndefined()
  })

  test('by month or key date over many years', () => {
    const rows = Array.from({ length: 24 }, (_, index) => [`31.12.${2000 + index}`, String(index)])
    expect(findPersons([['Stichtag', 'Kinder'], ...rows])).toBeUndefined()
    const months = Array.from({ length: 24 }, (_, index) => [
      `01.${String((index % 12) + 1).padStart(2, '0')}.2020`,
      '5',
    ])
    expect(findPersons([['Monat', 'Kinder'], ...months])).toBeUndefined()
  })

  test('by area, facility and key date, whatever they are called', () => {
    const name = wordOf(2, 9)
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.nat(500)),
        fc.constantFrom('Sozialraum', 'Stadtteil', 'Ort'),
        (names, counts, heading) => {
          const rows = names.map((one, index) => [
            one,
            names[(index * 7) % names.length]!,
            ['31.12.2018', '30.09.2018', '01.03.2018'][index % 3]!,
            String(counts.next().value),
          ])
          expect(findPersons([[heading, 'Kita', 'Stichtag', 'Kinder'], ...rows])).toBeUndefined()
        },
      ),
    )
  })

  test('whatever the areas are called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Z][a-zäöü]{2,10}(-[A-Z][a-z]{2,8})?$/), {
          minLength: 1,
          maxLength: 40,
        }),
        (names) => {
          const rows = names.map((name, index) => [name, String(index * 13)])
          expect(findPersons([['Sozialraum', 'Kinder'], ...rows])).toBeUndefined()
        },
      ),
    )
  })
})
