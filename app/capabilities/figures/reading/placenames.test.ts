import { describe, expect, test } from 'vitest'
import { calendarYear } from '#app/plain/period.ts'
import { sampleTable } from '#app/platform/tables/table.ts'
import { tableOf } from '#app/platform/tables/tables.fixture.ts'
import { correctLayout } from '../figure.ts'
import { guessLayout } from '../guess/layoutguess.ts'
import { analyseTable } from './analyse.ts'
import { Catalogue } from './catalogue.ts'
import { CellStore } from './cellstore.ts'
import { type NamedPlace, PlaceNames } from './placenames.ts'
import { seriesOf } from './reading.fixture.ts'

const place = (id: number, name: string, more: Partial<NamedPlace> = {}): NamedPlace => ({
  id,
  key: `ort-${id}`,
  name,
  kind: 'area',
  parentId: 1,
  ags: undefined,
  aliases: [],
  ...more,
})

/** Norden falls into Norden and Neue Mitte at the end of 2024. */
const split = [
  place(1, 'Musterstadt', { kind: 'town', parentId: undefined, ags: '05915000' }),
  place(2, 'Norden', { validTo: '2024-12-31', successors: [3, 4] }),
  place(3, 'Norden', { validFrom: '2025-01-01', forerunners: [2], keys: ['005'] }),
  place(4, 'Neue Mitte', { validFrom: '2025-01-01', forerunners: [2], keys: ['915001002'] }),
  place(5, 'Westen', { formerNames: [{ name: 'Abendland', until: '2019-12-31' }], keys: ['021'] }),
]

/** Two towns of a county, each with its "Mitte". */
const county = [
  place(1, 'Kreis Muster', { kind: 'county', parentId: undefined, ags: '05999' }),
  place(2, 'Altdorf', { kind: 'town' }),
  place(3, 'Neudorf', { kind: 'town' }),
  place(4, 'Mitte', { parentId: 2 }),
  place(5, 'Mitte', { parentId: 3, aliases: ['Zentrum'] }),
  place(6, 'Berg', { parentId: 3 }),
]

describe('a name that went on', () => {
  const names = new PlaceNames(split)
  const meant = (text: string, year: number) => {
    const found = names.find(text)?.place
    return found && names.in(found, calendarYear(year))?.id
  }

  test('means in each year the place that was there then', () => {
    expect([meant('Norden', 2024), meant('Norden', 2025)]).toEqual([2, 3])
  })

  test('means none before it began', () => {
    expect(meant('Neue Mitte', 2024)).toBeUndefined()
    expect(names.insteadOf(split[3]!, calendarYear(2024))).toEqual(['Norden'])
    expect(names.insteadOf(split[1]!, calendarYear(2025))).toEqual(['Norden', 'Neue Mitte'])
  })

  test('is known under what it was called before', () => {
    expect([meant('Abendland', 2018), meant('Abendland', 2025)]).toEqual([5, 5])
  })
})

describe('keys of offices', () => {
  const names = new PlaceNames(split)

  test.each([
    ['05915000', 1],
    ['5915000', 1],
    ['915001002', 4],
    ['005', 3],
    ['021', 5],
  ])('%s names its place', (text, id) => {
    expect(names.find(text)?.place.id).toBe(id)
  })

  test('that are short numbers name a place only where one is expected', () => {
    expect([names.find('5'), names.find('21')]).toEqual([undefined, undefined])
    expect([names.findKey('5')?.id, names.findKey('21')?.id, names.findKey('22')]).toEqual([3, 5, undefined])
  })
})

describe('a name that two places have', () => {
  const names = new PlaceNames(county)

  test('is not guessed; both are named with what they lie in', () => {
    expect(names.find('Mitte')).toBeUndefined()
    expect(names.several('mitte').map((one) => names.nameOf(one))).toEqual([
      'Mitte (Altdorf)',
      'Mitte (Neudorf)',
    ])
    expect(names.several('Berg')).toEqual([])
  })

  test.each([
    ['Mitte (Altdorf)', 4],
    ['Neudorf, Mitte', 5],
    ['Neudorf-Mitte', 5],
    ['Zentrum', 5],
  ])('is clear in "%s"', (text, id) => {
    expect(names.find(text)?.place.id).toBe(id)
  })

  test('is clear where the row names the place above it', () => {
    expect(names.findBeside('Mitte', ['2024', 'Altdorf', '12'])?.id).toBe(4)
    expect(names.findBeside('Mitte', ['2024', '12'])).toBeUndefined()
    expect(names.findBeside('Mitte', ['Altdorf', 'Neudorf'])).toBeUndefined()
  })
})

const visits = seriesOf({ key: 'visits', name: 'Besuche' })

async function read(places: readonly NamedPlace[], text: string, confirmed: Record<string, string> = {}) {
  const catalogue = new Catalogue({ series: [visits], dimensions: [], places })
  const table = await tableOf(text)
  const guess = guessLayout([await sampleTable(table, undefined)], catalogue, { fileName: 'datei.csv' })
  const layout = correctLayout(guess.layout, { placeNames: confirmed })
  const analysis = await analyseTable(table, layout, catalogue, { earlier: async () => new CellStore() })
  return {
    facts: analysis.facts,
    problems: analysis.problems.map(({ row, kind, text: name, instead }) => [row, kind, name, instead]),
    names: analysis.placeNames.map(({ text: name, place: key, confidence }) => [name, key, confidence]),
  }
}

describe('a file', () => {
  test('with the old name for a new year has a problem that names who took over', async () => {
    const { facts, problems } = await read(
      split.filter(({ id }) => id !== 3),
      'Sozialraum;Jahr;Besuche\nNorden;2024;12\nNorden;2025;8\nWesten;2025;7\nNeue Mitte;2024;3\n',
    )
    expect(facts).toBe(2)
    expect(problems).toEqual([
      [3, 'place-ended', 'Norden', 'Neue Mitte'],
      [5, 'place-not-yet', 'Neue Mitte', 'Norden'],
    ])
  })

  test('with a name that two have asks, and takes what was confirmed', async () => {
    const text = 'Sozialraum;Jahr;Besuche\nMitte;2024;12\nBerg;2024;8\n'
    const asked = await read(county, text)
    expect(asked.problems).toEqual([[2, 'ambiguous-place', 'Mitte', 'Mitte (Altdorf), Mitte (Neudorf)']])
    expect(asked.names).toContainEqual(['Mitte', undefined, 'ambiguous'])
    const confirmed = await read(county, text, { Mitte: 'ort-5' })
    expect([confirmed.facts, confirmed.problems]).toEqual([2, []])
  })

  test('with the town in a second column needs no question', async () => {
    const { facts, problems, names } = await read(
      county,
      'Sozialraum;Stadtname;Jahr;Besuche\nMitte;Altdorf;2024;12\nMitte;Neudorf;2024;8\nBerg;Neudorf;2024;5\n',
    )
    expect([facts, problems]).toEqual([3, []])
    expect(names).toContainEqual(['Mitte (Altdorf)', 'ort-4', 'habit'])
  })
})
