import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { z } from 'zod'
import { shippedFields, shippedPhases } from '#app/capabilities/indicators/indicators.server.ts'
import * as format from './format.ts'

/** A demonstration town as its files describe it, checked. */
export type TownFiles = ReturnType<typeof readTown>

const demoFolder = fileURLToPath(new URL('./', import.meta.url))

/** The demonstration towns: every folder of `demo/` with a town.json. */
export function listTownSlugs(): string[] {
  return readdirSync(demoFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(`${demoFolder}${entry.name}`).includes('town.json'))
    .map((entry) => entry.name)
    .sort()
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw new Error(`demo/${file}:\n${z.prettifyError(result.error)}`)
  return result.data
}

function readJson<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(`${demoFolder}${file}`, 'utf8'))
  } catch (error) {
    throw new Error(`demo/${file} can't be read as JSON: ${(error as Error).message}`)
  }
  return check(schema, content, file)
}

function readPlaces(file: string): z.output<typeof format.placeRow>[] {
  const content = readFileSync(`${demoFolder}${file}`, 'utf8')
  const { data } = Papa.parse(content, { header: true, delimiter: ';', skipEmptyLines: true })
  return check(z.array(format.placeRow), data, file)
}

type Reference = readonly [from: string, name: string | null | undefined, known: ReadonlySet<string>]

/** Names in one file that must be keys in another; throws with all that are not. */
function checkReferences(town: string, references: readonly Reference[]): void {
  const broken = references.filter(
    ([, name, known]) => name !== null && name !== undefined && !known.has(name),
  )
  if (broken.length === 0) return
  throw new Error(
    `demo/${town}: unknown names\n${broken.map(([from, name]) => `${from}: ${name}`).join('\n')}`,
  )
}

/** Reads and checks the files of one town. Throws with file and place of every mistake. */
export function readTown(slug: string) {
  const town = readJson(format.townFile, `${slug}/town.json`)
  const places = readPlaces(`${slug}/places.csv`)
  const organisations = readJson(format.organisationsFile, `${slug}/organisations.json`)
  const people = readJson(format.peopleFile, `${slug}/people.json`)
  const sources = readJson(format.sourcesFile, `${slug}/sources.json`)
  const dimensions = readJson(format.dimensionsFile, `${slug}/dimensions.json`)
  const families = readJson(format.familiesFile, `${slug}/families.json`)
  const series = readJson(format.seriesFile, `${slug}/series.json`)
  const indicators = readJson(format.indicatorsFile, `${slug}/indicators.json`)
  const { programmes, goals } = readJson(format.goalsFile, `${slug}/goals.json`)
  const deliveries = readJson(format.deliveriesFile, `${slug}/deliveries.json`)
  const expectations = readJson(format.expectationsFile, `${slug}/expectations.json`)
  const site = readJson(format.siteFile, `${slug}/site.json`)
  const boundaries = readdirSync(`${demoFolder}${slug}`).includes('boundaries.geojson')
    ? readFileSync(`${demoFolder}${slug}/boundaries.geojson`, 'utf8')
    : undefined
  const facilities = readdirSync(`${demoFolder}${slug}`).includes('einrichtungen.csv')
    ? readFileSync(`${demoFolder}${slug}/einrichtungen.csv`)
    : undefined

  const keysOf = (list: readonly { key: string }[]) => new Set(list.map((one) => one.key))
  const known = {
    places: keysOf(places),
    organisations: keysOf(organisations),
    sources: keysOf(sources),
    dimensions: keysOf(dimensions),
    families: keysOf(families),
    series: keysOf(series),
    phases: keysOf(shippedPhases),
    fields: keysOf(shippedFields),
    indicators: keysOf(indicators),
    programmes: keysOf(programmes),
    goals: keysOf(goals),
    files: new Set(readdirSync(`${demoFolder}${slug}/lieferungen`).map((name) => `lieferungen/${name}`)),
  }
  checkReferences(slug, [
    ['town.json stateKey', town.stateKey, known.places],
    ...places.map((one) => [`places.csv ${one.key} parent`, one.parent, known.places] as const),
    ...people.flatMap(({ key, scope }) => [
      ...scope.places.map((name) => [`people.json ${key} scope`, name, known.places] as const),
      ...scope.organisations.map((name) => [`people.json ${key} scope`, name, known.organisations] as const),
      ...scope.fields.map((name) => [`people.json ${key} scope`, name, known.fields] as const),
    ]),
    ...sources.map(
      (one) => [`sources.json ${one.key} organisation`, one.organisation, known.organisations] as const,
    ),
    ...series.flatMap((one) => [
      [`series.json ${one.key} family`, one.family, known.families] as const,
      [`series.json ${one.key} source`, one.source, known.sources] as const,
      [`series.json ${one.key} partOf`, one.partOf, known.series] as const,
      [`series.json ${one.key} base`, one.base, known.series] as const,
      ...one.dimensions.map((name) => [`series.json ${one.key} dimensions`, name, known.dimensions] as const),
    ]),
    ...indicators.flatMap((one) => [
      [`indicators.json ${one.key} publishedSeries`, one.publishedSeries, known.series] as const,
      [`indicators.json ${one.key} phase`, one.phase, known.phases] as const,
      [`indicators.json ${one.key} field`, one.field, known.fields] as const,
      ...one.targets.map(
        (target) => [`indicators.json ${one.key} target`, target.place, known.places] as const,
      ),
    ]),
    ...goals.flatMap((one) => [
      [`goals.json ${one.key} programme`, one.programme, known.programmes] as const,
      [`goals.json ${one.key} parent`, one.parent, known.goals] as const,
      [`goals.json ${one.key} phase`, one.phase, known.phases] as const,
      [`goals.json ${one.key} field`, one.field, known.fields] as const,
      [`goals.json ${one.key} responsible`, one.responsible, known.organisations] as const,
      [`goals.json ${one.key} change.from`, one.change?.from, known.goals] as const,
      ...one.indicators.map((name) => [`goals.json ${one.key} indicators`, name, known.indicators] as const),
    ]),
    ...expectations.map(
      (one) => [`expectations.json ${one.source} source`, one.source, known.sources] as const,
    ),
    ...deliveries.flatMap((one) => [
      [`deliveries.json ${one.file}`, one.file, known.files] as const,
      [`deliveries.json ${one.file} source`, one.source, known.sources] as const,
    ]),
  ])
  return {
    folder: `${demoFolder}${slug}/`,
    town,
    places,
    organisations,
    people,
    sources,
    dimensions,
    families,
    series,
    indicators,
    programmes,
    goals,
    deliveries,
    expectations,
    site,
    boundaries,
    facilities,
  }
}
