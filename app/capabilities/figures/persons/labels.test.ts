import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersons } from './persons.ts'

const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(';'))
const counts = 'Sozialraum;2015;2016\nHeessen;140;150\nPelkum;120;130'
const isoDay = (days: number) => new Date(Date.UTC(2016, 0, 4 + days)).toISOString().slice(0, 10)

describe('a table of counts passes', () => {
  test.each([
    [
      'with the office in its head',
      `Jugendamt\nTelefon:;02381 17-1234\nE-Mail:;amt@stadt.example\n${counts}`,
    ],
    ['with the address of the office', `Stadt\nAnschrift:;Theodor-Heuss-Platz 16\n${counts}`],
    ['with a line to sign on', `${counts}\n\nOrt, Datum;;Unterschrift`],
    ['of counselling by way of contact', 'Jahr;persönlich;Telefon;E-Mail\n2015;140;32;7\n2016;151;-;.'],
    ['with the abbreviation of "Anzahl"', 'Sozialraum;AZ\nHeessen;140\nPelkum;120'],
    [
      'of towns as official statistics call them',
      `Gemeinde;2015\n${[...'ABCDEFGHIJ'].map((letter) => `${letter}hausen, Stadt;12`).join('\n')}`,
    ],
  ])('%s', (_, text) => expect(findPersons(table(text))).toBeUndefined())

  test.each([
    ['each day', (index: number) => index],
    ['each week', (index: number) => index * 7],
    ['each working day', (index: number) => Math.floor(index / 5) * 7 + (index % 5)],
  ])('of %s', (_, dayOf) => {
    const rows = Array.from({ length: 60 }, (_, index) => [isoDay(dayOf(Math.floor(index / 2))), 'Nord', '3'])
    expect(findPersons([['Tag', 'Ort', 'Beratungen'], ...rows])).toBeUndefined()
  })
})

describe('persons are still found', () => {
  test.each([
    ['with telephones in the column', 'Nr;Telefon\n1;02381 171234\n2;0171 1234567', 'contact'],
    ['with streets in the column', 'Straße;Anzahl\nAm Markt;1\nAn der Ahse;2', 'address'],
    ['with file numbers', 'AZ;Ort\n51-17/2016;Nord\n51-18/2016;Süd', 'identifier'],
    ['in a list to sign', 'Kind;Unterschrift\n1;\n2;', 'identifier'],
    ['on a form', 'Geburtsdatum:;03.02.2016\nTelefon:;02381 171234', 'birth'],
  ])('%s', (_, text, kind) => expect(findPersons(table(text))?.kind).toBe(kind))

  test('by days of birth, however often each comes', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 30, maxLength: 80 })
    fc.assert(
      fc.property(gaps, (list) => {
        fc.pre(new Set(list).size > 2)
        let day = 0
        const rows = list.map((gap) => {
          day += gap
          return [isoDay(day), 'Nord']
        })
        const free = rows.filter(([text]) => !/-(01|15|28|29|30|31)$/.test(text!))
        fc.pre(free.length > rows.length * 0.7)
        expect(findPersons([['Feld', 'Ort'], ...rows])?.kind).toBe('birth')
      }),
    )
  })
})
