import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { type Role, roles } from '#app/capabilities/accounts/account.ts'
import { placeRow, seriesFile, sourcesFile } from './format.ts'
import { listTownSlugs, readTown } from './town.server.ts'

test('both towns are complete, well-formed and refer to nothing unknown', () => {
  expect(listTownSlugs()).toEqual(['hamm', 'musterstadt'])
  const hamm = readTown('hamm')
  const areas = hamm.places.filter((place) => place.kind === 'area')
  expect(areas).toHaveLength(9)
  expect(new Set(areas.map((area) => `${area.tile_column},${area.tile_row}`)).size).toBe(9)
  expect(hamm.sources.every((source) => source.rules.every((rule) => rule.alreadyPublished))).toBe(true)
  const musterstadt = readTown('musterstadt')
  expect(musterstadt.places.filter((place) => place.kind === 'area')).toHaveLength(60)
  expect(musterstadt.sources.every((source) => source.rules.every((rule) => rule.threshold === 5))).toBe(true)
})

test('every role of a municipality has one invented person per town, limited as usual', () => {
  for (const slug of listTownSlugs()) {
    const { people } = readTown(slug)
    expect(people.map((person) => person.role).sort()).toEqual(
      roles.filter((role) => role !== 'state_office').toSorted(),
    )
    const scopeOf = (wanted: Role) => people.find(({ role }) => role === wanted)!.scope
    expect(scopeOf('area_coordination').places).toHaveLength(1)
    expect(scopeOf('delivery_office').organisations).toEqual(['gesundheitsamt'])
  }
})

test('the catalogue of Hamm has five strategic and 25 operational goals, the one before six strategic ones', () => {
  const { goals } = readTown('hamm')
  const count = (programme: string, level: string) =>
    goals.filter((goal) => goal.programme === programme && goal.level === level).length
  expect([count('2016-2020', 'strategic'), count('2016-2020', 'operational')]).toEqual([5, 25])
  expect(count('2012-2015', 'strategic')).toBe(6)
  expect(goals.filter((goal) => goal.level === 'strategic' && goal.change?.kind === 'dropped')).toHaveLength(
    1,
  )
})

test('every indicator serves a goal', () => {
  for (const slug of listTownSlugs()) {
    const { indicators, goals } = readTown(slug)
    const served = new Set(goals.flatMap((goal) => goal.indicators))
    expect(indicators.map((indicator) => indicator.key).filter((key) => !served.has(key))).toEqual([])
  }
})

test('each area of the invented town has one boundary with its key', () => {
  const { boundaries, places } = readTown('musterstadt')
  const { features } = JSON.parse(boundaries!) as { features: { properties: { key: string } }[] }
  const areas = places.filter((place) => place.kind === 'area').map((place) => place.key)
  expect(features.map((feature) => feature.properties.key)).toEqual(areas)
  expect(boundaries!.length).toBeLessThan(500_000)
})

test('areas and "nicht zuordenbar" add up to the town, and 2 to 15 % of the counts are below 5', () => {
  const { folder } = readTown('musterstadt')
  const content = readFileSync(`${folder}lieferungen/willkommensbesuche_2012-2021.csv`, 'utf8')
  const { data } = Papa.parse<string[]>(content.trim().slice(1), { delimiter: ';' })
  const rows = data.slice(1).map(([area, year, families, visited]) => ({
    area: area!,
    year: year!,
    counts: [Number(families), Number(visited), Number(families) - Number(visited)],
  }))
  expect(rows).toHaveLength(620)
  for (const year of new Set(rows.map((row) => row.year))) {
    const own = rows.filter((row) => row.year === year)
    const [town] = own.filter((row) => row.area === 'Musterstadt insgesamt')
    const parts = own.filter((row) => row !== town)
    expect(parts).toHaveLength(61)
    for (const column of [0, 1]) {
      expect(parts.reduce((sum, row) => sum + row.counts[column]!, 0)).toBe(town!.counts[column])
    }
  }
  const counts = rows.flatMap((row) => row.counts)
  const small = counts.filter((count) => count > 0 && count < 5).length / counts.length
  expect(small).toBeGreaterThan(0.02)
  expect(small).toBeLessThan(0.15)
})

test('mistakes in a file are named with their place', () => {
  const series = seriesFile.safeParse([{ key: 'Besuche' }])
  expect(series.error?.issues.map((issue) => issue.path.join('.'))).toContain('0.key')
  const source = { key: 'a', name: 'A', nameEn: 'A', organisation: 'o' }
  const both = [{ ...source, rules: [{ validFrom: '2012-01-01', threshold: 5, alreadyPublished: true }] }]
  expect(sourcesFile.safeParse(both).success).toBe(false)
  const place = { key: 'a', name: 'A', kind: 'area', parent: '', ags: '', tile_row: '', aliases: 'x|y' }
  expect(placeRow.parse({ ...place, tile_column: '' })).toMatchObject({
    tile_column: undefined,
    aliases: ['x', 'y'],
  })
  expect(placeRow.safeParse({ ...place, tile_column: '-1' }).success).toBe(false)
})
