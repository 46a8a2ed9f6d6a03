import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createAccount, createMembership, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { createFamily } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createDimensions, createSeries, createSources } from '#app/capabilities/figures/figures.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'

const areas = 100
const years = 50
const groups = 100
const now = new Date()

export type Shape = {
  readonly actor: Actor
  readonly seriesIds: readonly number[]
  readonly placeIds: readonly number[]
}

/** A town with as many areas, groups and series as the file speaks of; with somebody to sign in as, where `person` names one. */
export async function installTown(appUrl: string, person?: string): Promise<Shape> {
  const database = openDatabasePool(appUrl)
  const tenant = {
    slug: 'messung',
    name: 'Messung',
    nameEn: 'Measurement',
    kind: 'municipality',
    demo: person !== undefined,
  } as const
  const tenantId = await database.shared((shared) =>
    createTenant(shared, { ...tenant, note: '', noteEn: '' }),
  )
  const accountId = person
    ? await database.shared((shared) =>
        createAccount(shared, { key: person, name: 'Messung', invented: true }),
      )
    : 0
  const actor: Actor = { accountId, name: 'Messung', grants: wholeGrants('planning'), tenantId }
  const shape = await database.write(tenantId, async (writer) => {
    if (person) await createMembership(writer, accountId, actor.grants[0]!, { createdBy: 'Messung' })
    const town = { key: 'town', name: 'Messstadt', kind: 'town' as const, parent: undefined }
    const list = Array.from({ length: areas }, (_, i) => ({
      key: `area-${i + 1}`,
      name: `Bezirk ${i + 1}`,
      kind: 'area' as const,
      parent: 'town',
    }))
    const common = { ags: undefined, tile: undefined, aliases: [], invented: true }
    const placeIds = await createPlaces(
      writer,
      actor,
      [town, ...list].map((place) => ({ ...place, ...common })),
      now,
    )
    const office = { key: 'office', name: 'Amt', nameEn: 'Office', kind: 'office' as const }
    const organisations = await createOrganisations(writer, actor, [office], now)
    const source = {
      key: 'source',
      name: 'Statistik',
      nameEn: 'Statistics',
      organisationId: organisations.get('office')!,
    }
    await createSources(writer, actor, [source], now)
    const values = Array.from({ length: groups }, (_, i) => ({
      key: `${i}`,
      name: `${i} Jahre`,
      nameEn: `${i} years`,
      aliases: [],
    }))
    await createDimensions(writer, actor, [{ key: 'age', name: 'Alter', nameEn: 'Age', values }], now)
    const familyId = await createFamily(
      writer,
      actor,
      { key: 'family', name: 'Kinder', nameEn: 'Children' },
      now,
    )
    const seriesList = ['Kinder', 'Haushalte', 'Zuzüge', 'Fortzüge'].map((name, i) => ({
      key: `series_${i + 1}`,
      name,
      nameEn: name,
      meaning: '',
      meaningEn: '',
      unit: 'count' as const,
      kind: 'count' as const,
      decimals: 0,
      periodKind: 'calendar-year' as const,
      reportedUnder: 'start' as const,
      partOf: undefined,
      base: undefined,
      dimensions: ['age'],
      overPlaces: 'sum' as const,
      overTime: 'sum' as const,
      comparableKinds: [],
      note: '',
      noteEn: '',
      aliases: [],
      familyId,
      source: 'source',
    }))
    await createSeries(writer, actor, seriesList, now)
    return {
      actor,
      seriesIds: seriesList.map((_, i) => i + 1),
      placeIds: list.map(({ key }) => placeIds.get(key)!),
    }
  })
  await database.close()
  return shape
}

export type Files = {
  /** As an office writes it. */
  readonly csv: string
  /** The same figures as ids, as PostgreSQL's COPY takes them. */
  readonly copy: string
  readonly facts: number
}

/**
 * The same figures as an office writes them, and as PostgreSQL's COPY takes them. The second delivery says the same as the first
 * but for each hundredth figure; each thousandth is missing, and as many are new.
 */
export async function writeFiles(
  folder: string,
  shape: Shape,
  rows: number,
  delivery: 1 | 2,
): Promise<Files> {
  const csv = join(folder, `statistik-${delivery}.csv`)
  const copy = join(folder, `statistik-${delivery}.copy`)
  const office = await open(csv, 'w')
  const plain = await open(copy, 'w')
  const names = ['Kinder', 'Haushalte', 'Zuzüge', 'Fortzüge']
  await office.write('Kennzahl;Bezirk;Jahr;Alter;Wert\r\n')
  let lines = ''
  let copied = ''
  let facts = 0
  const last = delivery === 1 ? rows : rows + rows / 1000
  for (let i = 0; i < last; i += 1) {
    if (delivery === 1 || i % 1000 !== 1 || i >= rows) {
      const group = i % groups
      const area = Math.floor(i / groups) % areas
      const year = Math.floor(i / (groups * areas)) % years
      const series = Math.floor(i / (groups * areas * years))
      const value = ((i * 7919) % 5000) + (delivery === 2 && i % 100 === 0 ? 1 : 0)
      const german =
        value < 1000 ? String(value) : `${Math.floor(value / 1000)}.${String(value % 1000).padStart(3, '0')}`
      facts += 1
      lines += `${names[series]};Bezirk ${area + 1};${1971 + year};${group} Jahre;${german}\r\n`
      const ids = `${shape.actor.tenantId}\t${delivery}\t${shape.seriesIds[series]}\t${year + 1}\t${shape.placeIds[area]}`
      copied += `${ids}\tage=${group}\t${value}\t0\t0\t${facts + 1}\t5\n`
    }
    if (i % 10_000 === 9_999 || i === last - 1) {
      await office.write(lines)
      await plain.write(copied)
      lines = ''
      copied = ''
    }
  }
  await office.close()
  await plain.close()
  return { csv, copy, facts }
}
