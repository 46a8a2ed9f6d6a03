import { describe, expect, test } from 'vitest'
import { rowsOf, tableOf } from '#app/platform/tables/tables.fixture.ts'
import { findHeader } from '../files/columns.ts'
import { guessPointColumns, pointHeadings } from './pointColumns.ts'
import { readPointRows } from './pointFile.ts'

async function read(text: string) {
  const rows = await rowsOf(await tableOf(text))
  const header = findHeader(rows, pointHeadings)!
  return readPointRows(rows, header, { columns: guessPointColumns(header.titles), skip: new Set() })
}

describe('the name of a facility', () => {
  test.each([
    'Nr.;Kindertageseinrichtung;Straße;PLZ;Ort;Name der Leitung\n1;Kita Ahorn;Ahornweg 3;59065;Hamm;Erika Muster',
    'Name der Leitung;Straße;Kindertagesstätte\nErika Muster;Ahornweg 3;Kita Ahorn',
    'Name;Vorname;Einrichtung;Straße\nMuster;Erika;Kita Ahorn;Ahornweg 3',
    'Ansprechpartnername;Familienzentrum;Adresse\nErika Muster;Kita Ahorn;Ahornweg 3',
    'Nachname;Name;Straße\nMuster;Kita Ahorn;Ahornweg 3',
    'Name des Trägers;Name (Kita);Straße\nMuster e. V.;Kita Ahorn;Ahornweg 3',
  ])('is not taken for a person’s: %s', async (text) => {
    const { points, problems } = await read(`${text}\n`)
    expect([problems, points.map(({ name }) => name)]).toEqual([[], ['Kita Ahorn']])
  })

  test.each([
    'Straße;Name der Leitung\nAhornweg 3;Erika Muster',
    'Name;Vorname;Straße\nMuster;Erika;Ahornweg 3',
    'Straße;Kontaktperson (Name)\nAhornweg 3;Erika Muster',
  ])('is asked for where only persons are named: %s', async (text) => {
    const { points, problems } = await read(`${text}\n`)
    expect([points, problems.map(({ kind }) => kind)]).toEqual([[], ['no-name']])
  })
})

describe('a column "Nr."', () => {
  test.each([
    ['counts the lines', 'Nr.;Name;Straße\n1;Kita Ahorn;Ahornweg 3', 'Ahornweg', '3'],
    ['behind the street has its number', 'Name;Straße;Nr.\nKita Ahorn;Ahornweg;3', 'Ahornweg', '3'],
    ['behind a whole address counts', 'Name;Straße;Nr.\nKita Ahorn;Ahornweg 3;1', 'Ahornweg', '3'],
    ['elsewhere says nothing', 'Nr.;Name;Straße\n1;Kita Ahorn;Am Hof', 'Am Hof', ''],
  ])('%s', async (_what, text, street, houseNumber) => {
    expect((await read(`${text}\n`)).points[0]).toMatchObject({ street, houseNumber })
  })

  test('is another thing than "Hausnummer": streets have numbers as names', async () => {
    const { points } = await read('Name;Straße;Hausnummer\nKita A;Straße 12;5\nKita B;Ahornweg 3;3\n')
    expect(points.map(({ street, houseNumber }) => [street, houseNumber])).toEqual([
      ['Straße 12', '5'],
      ['Ahornweg', '3'],
    ])
  })
})
