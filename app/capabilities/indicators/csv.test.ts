import { describe, expect, test } from 'vitest'
import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import { missing, present } from '#app/plain/cell.ts'
import { atLeast80, resultOf, secret } from '../../../tests/support/resultOfTown.ts'
import { writeIndicatorCsv } from './csv.ts'
import { wordsIn } from './words.ts'

const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n')

describe('the table of an indicator', () => {
  const result = resultOf({
    town: { 2017: 84, 2018: present(81.96, ['provisional']) },
    areas: { '=Böse': { 2017: 80, 2018: secret }, Pelkum: { 2017: missing('not-delivered'), 2018: 82 } },
    goal: atLeast80,
  })

  test('in German opens in a spreadsheet as it is: mark, semicolons, decimal commas, words for what is missing', () => {
    const text = writeIndicatorCsv(result, 'de', wordsIn('de'))
    expect(text.startsWith('\uFEFFRaum;Art;Berichtsjahr;Zeitraum;Wert;Einheit;')).toBe(true)
    expect(lines(text).slice(1)).toEqual([
      'Hamm;Kommune;2017;2017;84,00;Prozent;;80;erreicht;aus Fallzahlen berechnet;',
      'Hamm;Kommune;2018;2018;81,96;Prozent;;80;erreicht;aus Fallzahlen berechnet;vorläufig',
      "'=Böse;Sozialraum;2017;2017;80,00;Prozent;;80;erreicht;aus Fallzahlen berechnet;",
      "'=Böse;Sozialraum;2018;2018;geheim;Prozent;;80;keine Daten;;",
      'Pelkum;Sozialraum;2017;2017;nicht geliefert;Prozent;;80;keine Daten;;',
      'Pelkum;Sozialraum;2018;2018;82,00;Prozent;;80;erreicht;aus Fallzahlen berechnet;',
      '',
    ])
  })

  test('in English has commas and points', () => {
    const [header, first] = lines(writeIndicatorCsv(result, 'en', wordsIn('en')))
    expect(header).toBe(
      'Place,Kind,Year of report,Period,Value,Unit,Change on the year before,Target,Status,Basis,Note',
    )
    expect(first).toBe('Hamm,Municipality,2017,2017,84.00,percent,,80,reached,computed from counts,')
  })

  test('gives the change between the two values as the file writes them', () => {
    const change = deriveDisclosed([], () => present(12))
    const wider = resultOf({ town: { 2017: 77.6049, 2018: 90.4051 } })
    const rows = wider.rows.map((row) => ({
      ...row,
      readings: row.readings.map((reading) => (reading.year === 2018 ? { ...reading, change } : reading)),
    }))
    expect(lines(writeIndicatorCsv({ ...wider, rows }, 'de', wordsIn('de')))[2]).toContain(
      ';90,41;Prozent;12,81;',
    )
  })

  test('shows EUR in EUR though they are kept in cents', () => {
    const money = resultOf({ town: { 2018: 371_536_550 }, indicator: { unit: 'eur' } })
    expect(lines(writeIndicatorCsv(money, 'de', wordsIn('de')))[1]).toContain(';3715365,50;Euro;')
  })
})
