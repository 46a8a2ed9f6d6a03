import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf, tableOf } from '#app/platform/tables/tables.fixture.ts'
import type { SystemCode } from '../boundaries/referenceSystem.ts'
import { findHeader } from '../files/columns.ts'
import { comparePoints } from './compare.ts'
import { pointKey, type StoredPoint } from './point.ts'
import { guessPointColumns, pointHeadings } from './pointColumns.ts'
import { readPointRows } from './pointFile.ts'
import { readPointKind, readShown } from './pointWords.ts'

async function read(text: string, more: { system?: SystemCode; skip?: number[] } = {}) {
  const rows = await rowsOf(await tableOf(text))
  const header = findHeader(rows, pointHeadings)!
  const columns = guessPointColumns(header.titles)
  const { system, skip = [] } = more
  return { columns, ...readPointRows(rows, header, { columns, system, skip: new Set(skip) }) }
}

const list = `Einrichtungen der Stadt, Stand 01.08.2025
Einrichtung;Art;Adresse;PLZ;Ort;Rechtswert;Hochwert;öffentlich
Kita Ahorn;Kita;Ahornweg 3 a;59065;Hamm;418.202,6;5.727.345,2;ja
Familienzentrum Nord;Kita und Familienzentrum;Nordstraße 12;59065;Hamm;418900;5727000;nein
Beratung am Markt;Erziehungsberatungsstelle;Am Markt 1, 59065 Hamm;;;;;
`

describe('a list of facilities', () => {
  test('in metres, with whole addresses, is read to degrees', async () => {
    const { points, problems, notes, system } = await read(list)
    expect([problems, notes, system]).toEqual([[], [], { code: 'epsg25832', how: 'detected' }])
    expect(points[0]).toEqual({
      row: 3,
      name: 'Kita Ahorn',
      kind: 'kita',
      street: 'Ahornweg',
      houseNumber: '3 a',
      postcode: '59065',
      town: 'Hamm',
      at: [expect.closeTo(7.818, 2), expect.closeTo(51.69, 2)],
      shown: true,
    })
    expect(points.map(({ kind, shown }) => [kind, shown])).toEqual([
      ['kita', true],
      ['family_centre', false],
      ['counselling', undefined],
    ])
    expect(points[2]).toMatchObject({
      street: 'Am Markt',
      houseNumber: '1',
      postcode: '59065',
      at: undefined,
    })
  })

  test('with its axes the other way round is turned, which is said', async () => {
    const right = await read('Name;x;y\nKita Ahorn;7,82;51,68\n')
    const swapped = await read('Name;x;y\nKita Ahorn;51,68;7,82\n')
    expect(swapped.points).toEqual(right.points)
    expect(swapped.notes).toEqual([{ kind: 'swapped', row: 1 }])
    expect(right.notes).toEqual([])
  })

  test('is read in the system that somebody chooses, where the numbers mean two', async () => {
    const text = 'Name;Ost;Nord\nKita Ahorn;392000;5820000\n'
    const [west, east] = [await read(text), await read(text, { system: 'epsg25833' })]
    expect([west.system, east.system]).toEqual([
      { code: 'epsg25832', how: 'detected' },
      { code: 'epsg25833', how: 'chosen' },
    ])
    expect(east.points[0]!.at![0] - west.points[0]!.at![0]).toBeCloseTo(6, 1)
  })

  test.each([
    ['without a name', ';Ahornweg 1;;', 'no-name'],
    ['that says not where', 'Quelle: Jugendamt;;;', 'no-place'],
    ['with half a coordinate', 'Kita;Ahornweg 1;7,8;', 'half-point'],
    ['with words as coordinate', 'Kita;Ahornweg 1;51° 40′;7,8', 'unreadable-coordinate'],
    ['with a digit too many', 'Kita;Ahornweg 1;78,12;514,1', 'odd-coordinate'],
    ['with swapped coordinates', 'Kita;Ahornweg 1;51.68;7.82', 'swapped-coordinate'],
    ['that stands there twice', 'KITA ULME;Ulmen-Str. 2;;', 'double'],
    ['of a name without end', `${'Kita '.repeat(50)};Ahornweg 1;;`, 'too-long'],
  ])(
    'with a line %s says so at the line, and reads it no more when it is left out',
    async (_what, line, kind) => {
      const text = `Name;Adresse;Länge;Breite\nKita Ulme;Ulmenstraße 2;7,81;51,68\nKita Esche;;7,82;51,67\n${line}\n`
      expect((await read(text)).problems).toMatchObject([{ kind, row: 4, text: expect.any(String) }])
      const rest = await read(text, { skip: [4] })
      expect([rest.problems, rest.points.length]).toEqual([[], 2])
    },
  )

  test('keeps nothing that nobody sees', async () => {
    const { points } = await read('Name;Adresse\nKi\u00adta \u202eAhorn;Ahorn\u200bweg 3\n')
    expect(points[0]).toMatchObject({ name: 'Kita Ahorn', street: 'Ahornweg' })
  })

  test('with 0 / 0 has no coordinates there', async () => {
    const { points, problems } = await read('Name;Adresse;x;y\nKita Ulme;Ulmenstraße 2;0;0\n')
    expect([problems, points[0]!.at]).toEqual([[], undefined])
  })

  test('with words of its own for kinds and for what is public says how they were taken', async () => {
    const { points, notes } = await read('Name;Art;Adresse;öffentlich\nTreff;Treffpunkt;Weg 1;vielleicht\n')
    expect(points[0]).toMatchObject({ kind: 'other', shown: false })
    expect(notes.map(({ kind }) => kind)).toEqual(['unknown-kind', 'unknown-shown'])
  })

  test('whatever it holds, it is read or asked about, and no coordinate is one that is none', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('7,8', '51,7', '418202', '5727345', '0', 'Ahornweg 3', '-', '1e5'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 6 }),
        async (cells) => {
          const lines = cells.map((line) => line.map((text) => text.replace(/[;"\r\n]/g, ' ')).join(';'))
          const { points, problems } = await read(`Name;Adresse;x;y\nKita;Weg 1;;\n${lines.join('\n')}\n`)
          for (const { at, name } of points) {
            expect(name).not.toBe('')
            for (const [index, part] of (at ?? []).entries())
              expect(Math.abs(part)).toBeLessThanOrEqual(index === 0 ? 180 : 90)
          }
          for (const { row } of problems) expect(row).toBeGreaterThan(1)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test.each([
  ['Kindertageseinrichtung', 'kita'],
  ['Kita/Familienzentrum', 'family_centre'],
  ['Grundschule', 'school'],
  ['Schulkindergarten', 'kita'],
  ['Jugendzentrum', 'youth_centre'],
  ['Schulberatungsstelle', 'counselling'],
  ['Hebammenpraxis', 'health'],
  ['Moschee', 'unknown'],
  ['', undefined],
])('"%s" is of the kind %s', (word, kind) => {
  expect(readPointKind(word)).toBe(kind)
})

test.each([
  ['ja', true],
  ['X', true],
  ['WAHR', true],
  ['nein', false],
  ['0', false],
  ['?', 'unknown'],
  ['', undefined],
])('"%s" says %s to whether everybody sees it', (word, said) => {
  expect(readShown(word)).toBe(said)
})

describe('a list held against what is stored', () => {
  const stored = (id: number, more: Partial<StoredPoint> = {}): StoredPoint => ({
    id,
    kind: 'kita',
    name: `Kita ${id}`,
    street: 'Ahornweg',
    houseNumber: String(id),
    postcode: '59065',
    town: 'Hamm',
    at: [7.8, 51.6],
    shown: false,
    ...more,
  })
  const known = [stored(1), stored(2), stored(3, { kind: 'school' })]
  const given = async (text: string) => comparePoints(known, await read(text), 'kita')

  test('takes nothing away that it doesn’t name: coordinates, kind, postcode, what is public', async () => {
    const { steps, vanished } = await given('Name;Adresse\nKita 1;Ahornweg 1\n')
    expect(steps).toEqual([{ kind: 'same', row: 2, point: known[0] }])
    expect(vanished).toEqual([known[1]])
  })

  test('knows a facility in another spelling, says what is new about it, and what is new altogether', async () => {
    const { steps, vanished } = await given(
      'Name;Art;Adresse;x;y\nKITA 1;Kita;Ahorn-Weg 1;7,9;51,6\nKita 1;Kita;Ulmenweg 1;;\nSchule;Grundschule;Weg 1;;\n',
    )
    expect(steps.map((step) => [step.kind, step.kind === 'changed' ? step.fields : []])).toEqual([
      ['changed', ['name', 'street', 'at']],
      ['new', []],
      ['new', []],
    ])
    expect(steps[1]!.point.shown).toBe(true)
    // The school is of a kind that the file names, too.
    expect(vanished.map(({ id }) => id)).toEqual([2, 3])
  })

  test('two facilities without an address are told apart by where they are', () => {
    const one = { name: 'Spielplatz', street: '', houseNumber: '' }
    expect(pointKey({ ...one, at: [7.8, 51.6] })).not.toBe(pointKey({ ...one, at: [7.9, 51.6] }))
    expect(pointKey({ ...one, at: [7.8, 51.6] })).toBe(pointKey({ ...one, at: [7.800001, 51.6] }))
  })
})
