import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf, tableOf } from '#app/platform/tables/tables.fixture.ts'
import { findHeader, guessColumns } from '../files/columns.ts'
import { PlaceMatcher } from '../files/matchPlaces.ts'
import { allocate, Register } from './allocate.ts'
import { checkRegister } from './registerCheck.ts'
import { readRegisterRows, readSide, registerHeadings } from './registerFile.ts'

const place = (id: number, name: string, aliases: readonly string[] = []) => ({
  id,
  key: name.toLowerCase(),
  name,
  kind: 'area' as const,
  aliases,
})
const matcher = new PlaceMatcher([
  place(1, 'Nordstadt', ['001002003']),
  place(2, 'Südstadt', ['001002004', '12']),
  place(3, 'Mitte'),
  place(4, 'Mitte '),
])

async function read(text: string) {
  const rows = await rowsOf(await tableOf(text))
  const header = findHeader(rows, registerHeadings)!
  const columns = guessColumns(header.titles, registerHeadings)
  return { columns, ...readRegisterRows(rows, header, columns, (name) => matcher.find(name)) }
}

const practice = `Straßenverzeichnis der Stadt, Stand 01.01.2025
Straßenname;Strassenschlüssel;HNr von;Zusatz von;HNr bis;Zusatz bis;Seite (G/U/A);Stadtteil
Ahornweg;00012;1;;997;;A;1002003
Bahnhofstr.;00013;1;;9;;U;001002003
Bahnhofstr.;00013;11;;999;;U;001002004
Bahnhofstr.;00013;2;;;;G;001002004
St.-Georg-Str.;00014;263;a;263;d;A;Nordstadt
`

describe('a street register', () => {
  test('of a town is read with its headings, open ends, letters and keys that lost their zeros', async () => {
    const { columns, ranges, problems, areas } = await read(practice)
    expect(columns).toEqual({ street: 1, from: 3, fromSuffix: 4, to: 5, toSuffix: 6, side: 7, area: 8 })
    expect(problems).toEqual([])
    expect(ranges.map(({ street, side, from, to, placeId }) => [street, side, from, to, placeId])).toEqual([
      ['Ahornweg', 'all', { number: 1, suffix: '' }, undefined, 1],
      ['Bahnhofstr.', 'odd', { number: 1, suffix: '' }, { number: 9, suffix: '' }, 1],
      ['Bahnhofstr.', 'odd', { number: 11, suffix: '' }, undefined, 2],
      ['Bahnhofstr.', 'even', { number: 2, suffix: '' }, undefined, 2],
      ['St.-Georg-Str.', 'all', { number: 263, suffix: 'a' }, { number: 263, suffix: 'd' }, 1],
    ])
    expect(areas.get('1002003')).toMatchObject({ lines: 1 })
    expect(checkRegister(ranges)).toEqual([])
  })

  test('with number and letter in one column is read too', async () => {
    const { ranges, problems } = await read(
      'Straße;von;bis;Sozialraum\nWeg;263 a;263d;Nordstadt\nRing;;;Südstadt\n',
    )
    expect(problems).toEqual([])
    expect(ranges[0]).toMatchObject({ from: { number: 263, suffix: 'a' }, to: { number: 263, suffix: 'd' } })
    expect(ranges[1]).toMatchObject({ from: { number: 0, suffix: '' }, to: undefined, side: 'all' })
  })

  test('names each problem at its row', async () => {
    const { ranges, problems } = await read(
      'Straße;von;bis;Seite;Sozialraum\n;1;2;A;Nordstadt\nWeg;x;2;A;Nordstadt\nWeg;9;1;A;Nordstadt\nWeg;1;2;Q;Nordstadt\nWeg;1;2;A;Atlantis\nWeg;1;2;A;\nWeg;1;2;A;Mitte\n',
    )
    expect(ranges).toEqual([])
    expect(problems.map(({ kind, row }) => [row, kind])).toEqual([
      [2, 'no-street'],
      [3, 'unreadable-number'],
      [4, 'from-after-to'],
      [5, 'unknown-side'],
      [6, 'unknown-area'],
      [7, 'no-area'],
      [8, 'several-areas'],
    ])
  })

  test('is checked for lines that contradict, repeat or leave a gap, and for two spellings', async () => {
    const { ranges } = await read(
      'Straße;von;bis;Seite;Sozialraum\nWeg;1;9;U;Nordstadt\nWeg;9;15;A;Südstadt\nWeg;21;30;A;Südstadt\nRing;1;5;A;Südstadt\nRing;5;9;A;Südstadt\nAm Ring-Platz;1;;A;Südstadt\nAm Ringplatz;1;;A;Südstadt\n',
    )
    expect(checkRegister(ranges).map(({ kind, row }) => [row, kind])).toEqual([
      [3, 'overlap'],
      [4, 'gap'],
      [4, 'gap'],
      [6, 'double'],
      [8, 'spelling'],
      [8, 'double'],
    ])
    expect(checkRegister(ranges).find(({ kind }) => kind === 'gap')).toMatchObject({ from: '17', to: '19' })
  })
})

test.each([
  ['g', 'even'],
  ['Gerade', 'even'],
  ['u', 'odd'],
  ['ungerade', 'odd'],
  ['alle', 'all'],
  ['', 'all'],
  ['links', undefined],
])('side %s', (text, side) => {
  expect(readSide(text)).toBe(side)
})

test('whatever a file holds, it is read without a crash, and what is read holds no NaN and answers', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom('Weg', '1', '997', '263 a', 'U', 'Nordstadt', '-5', '1e9', 'NaN', ''),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
      async (lines) => {
        const quoted = lines.map((line) => line.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'))
        const { ranges } = await read(['Straße;von;bis;Seite;Sozialraum', ...quoted].join('\n'))
        for (const range of ranges) {
          expect(Number.isInteger(range.from.number)).toBe(true)
          expect(range.to === undefined || Number.isInteger(range.to.number)).toBe(true)
        }
        checkRegister(ranges)
        const address = { street: 'Weg', number: '1', postcode: '', town: '' }
        expect(allocate(new Register(ranges), address).kind).toMatch(/./)
      },
    ),
    { numRuns: 60 },
  )
})
