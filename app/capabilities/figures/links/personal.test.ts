import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersons } from './personal.ts'

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
