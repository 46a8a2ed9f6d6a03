import pg from 'pg'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createAccount, createMembership, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import {
  changeProtectionRule,
  createFamily,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createSeries, createSources } from '#app/capabilities/figures/figures.server.ts'
import {
  createHeadings,
  createIndicator,
  shippedFields,
  shippedPhases,
} from '#app/capabilities/indicators/indicators.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'

/** A very large municipality: what a state with all its towns, or a city with all its quarters, would keep. */
export const town = 'grossstadt'
export const extent = { areas: 600, series: 500, years: 20, indicators: 60 } as const
const firstYear = 2006
const families = 50
const now = new Date()

async function installPlaces(writer: Writer, actor: Actor): Promise<void> {
  const common = { ags: undefined, aliases: [], invented: true }
  const list = Array.from({ length: extent.areas }, (_, i) => ({
    key: `raum-${i + 1}`,
    name: `Raum ${i + 1}`,
    kind: 'area' as const,
    parent: town,
    tile: { column: i % 30, row: Math.floor(i / 30) },
    ...common,
  }))
  const places = [
    { key: town, name: 'Großstadt', kind: 'town' as const, parent: undefined, tile: undefined, ...common },
    ...list,
    {
      key: 'nicht-zuordenbar',
      name: 'nicht zuordenbar',
      kind: 'unassigned' as const,
      parent: town,
      tile: undefined,
      ...common,
    },
  ]
  await createPlaces(writer, actor, places, now)
}

async function installSeries(writer: Writer, actor: Actor): Promise<void> {
  const office = { key: 'amt', name: 'Statistikamt', nameEn: 'Statistical office', kind: 'office' as const }
  const organisations = await createOrganisations(writer, actor, [office], now)
  const sources = Array.from({ length: families }, (_, i) => ({
    key: `quelle-${i + 1}`,
    name: `Statistik ${i + 1}`,
    nameEn: `Statistics ${i + 1}`,
    organisationId: organisations.get('amt')!,
  }))
  await createSources(writer, actor, sources, now)
  const rule = { kind: 'already-published' as const }
  const familyIds: number[] = []
  for (const [index, source] of sources.entries()) {
    await changeProtectionRule(writer, actor, { source: source.key, validFrom: '2000-01-01', rule, now })
    const family = {
      key: `familie-${index + 1}`,
      name: `Familie ${index + 1}`,
      nameEn: `Family ${index + 1}`,
    }
    familyIds.push(await createFamily(writer, actor, family, now))
  }
  const list = Array.from({ length: extent.series }, (_, i) => ({
    key: `reihe_${i + 1}`,
    name: `Kinder in Angebot ${i + 1}`,
    nameEn: `Children in offer ${i + 1}`,
    meaning: 'Erfundene Reihe für die Messung.',
    meaningEn: 'Invented series for the measurement.',
    note: '',
    noteEn: '',
    unit: 'count' as const,
    kind: 'count' as const,
    decimals: 0,
    periodKind: 'calendar-year' as const,
    comparableKinds: [],
    reportedUnder: 'start' as const,
    partOf: undefined,
    base: undefined,
    dimensions: [],
    overPlaces: 'sum' as const,
    overTime: 'sum' as const,
    aliases: [],
    familyId: familyIds[i % families]!,
    source: `quelle-${(i % families) + 1}`,
  }))
  await createSeries(writer, actor, list, now)
}

async function installIndicators(writer: Writer, actor: Actor): Promise<void> {
  await createHeadings(writer, actor, 'phase', shippedPhases, now)
  await createHeadings(writer, actor, 'field', shippedFields, now)
  for (let i = 0; i < extent.indicators; i += 1) {
    const created = await createIndicator(
      writer,
      actor,
      {
        key: `anteil-${i + 1}`,
        validFrom: '2006-01-01',
        name: `Anteil der Kinder in Angebot ${i + 1}`,
        nameEn: `Share of children in offer ${i + 1}`,
        formula: `reihe_${i + 1} / reihe_${extent.series - i}`,
        publishedSeries: undefined,
        unit: 'percent',
        decimals: 1,
        direction: 'up',
        periodKind: 'calendar-year',
        phase: shippedPhases[i % shippedPhases.length]!.key,
        field: shippedFields[i % shippedFields.length]!.key,
        meaning: 'Erfundene Kennzahl für die Messung.',
        meaningEn: 'Invented indicator for the measurement.',
        method: '',
        methodEn: '',
        sourceNote: 'Statistikamt',
        sourceNoteEn: 'Statistical office',
        breaks: [],
        targets: [],
      },
      now,
    )
    if (!created.ok) throw new Error(JSON.stringify(created.problems))
  }
}

/**
 * Six million figures as a delivery per source and year would have brought them, and their releases, by SQL: what is
 * measured is how pages read them, not how they came (see `import.ts`).
 */
async function fillFigures(adminUrl: string, tenant: number): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('lueckenlos.tenant', $1, true)`, [String(tenant)])
    await client.query(
      `insert into periods (tenant_id, kind, key, start_date, end_date)
       select $1, 'calendar-year', year::text, make_date(year, 1, 1), make_date(year, 12, 31)
       from generate_series($2::integer, $3::integer) year`,
      [tenant, firstYear, firstYear + extent.years - 1],
    )
    await client.query(
      `insert into files (tenant_id, name, media_type, size, sha256, created_by)
       select $1, s.key || '_' || p.key || '.csv', 'text/csv', 0, md5(s.key || p.key), 'Messung'
       from sources s, periods p where s.tenant_id = $1 and p.tenant_id = $1`,
      [tenant],
    )
    await client.query(
      `insert into deliveries (tenant_id, source_id, file_id, state, received_on, note, fact_count, created_by)
       select $1, s.id, f.id, 'released', p.end_date + 60, '', $2, 'Messung'
       from sources s cross join periods p
       join files f on f.tenant_id = $1 and f.name = s.key || '_' || p.key || '.csv'
       where s.tenant_id = $1 and p.tenant_id = $1`,
      [tenant, ((extent.areas + 2) * extent.series) / families],
    )
    await client.query(
      `update deliveries set released_by = 'Messung', released_at = received_on where tenant_id = $1`,
      [tenant],
    )
    const facts = await client.query(
      `insert into facts (tenant_id, delivery_id, series_id, period_id, place_id, breakdown, value, state, flags,
         source_row, source_column)
       select $1, d.id, s.id, p.id, place.id, '',
         case place.kind when 'town' then 120000 when 'unassigned' then 0 else 40 + (s.id * 7 + p.id * 13 + place.id * 29) % 320 end,
         0, 0, place.id, 2
       from deliveries d
       join files f on f.tenant_id = $1 and f.id = d.file_id
       join sources src on src.tenant_id = $1 and src.id = d.source_id
       join periods p on p.tenant_id = $1 and f.name = src.key || '_' || p.key || '.csv'
       join series s on s.tenant_id = $1 and s.source_id = d.source_id
       join places place on place.tenant_id = $1
       where d.tenant_id = $1`,
      [tenant],
    )
    await client.query(
      `insert into releases (tenant_id, family_id, state, started_at, finished_at, actor, shown_cells, secret_cells, certificate)
       select $1, id, 'current', now(), now(), 'Messung', $2, 0,
         '{"method":"","version":"","parameters":{},"seconds":0,"sha256":"","audit":{"safe":true,"checked":0},"problems":[],"furtherProblems":0}'
       from families where tenant_id = $1`,
      [tenant, (extent.series / families) * (extent.areas + 2) * extent.years],
    )
    await client.query(
      `insert into released_cells (tenant_id, release_id, series_id, period_id, place_id, breakdown, value, state, flags)
       select $1, r.id, f.series_id, f.period_id, f.place_id, f.breakdown, f.value, f.state, f.flags
       from facts f join series s on s.tenant_id = $1 and s.id = f.series_id
       join releases r on r.tenant_id = $1 and r.family_id = s.family_id
       where f.tenant_id = $1`,
      [tenant],
    )
    await client.query('commit')
    await client.query('analyze')
    return facts.rowCount ?? 0
  } finally {
    await client.end()
  }
}

/** Installs the town with a planner to sign in as ("planerin"). Answers its number and how many figures it has. */
export async function installLargeTown(
  database: Database,
  adminUrl: string,
): Promise<{ readonly tenant: number; readonly count: number }> {
  const tenant = {
    slug: town,
    name: 'Großstadt (erfunden)',
    nameEn: 'Large town (invented)',
    kind: 'municipality',
    demo: true,
    note: '',
    noteEn: '',
  } as const
  const { tenantId, accountId } = await database.shared(async (shared) => ({
    tenantId: await createTenant(shared, tenant),
    accountId: await createAccount(shared, { key: 'planerin', name: 'Petra Planerin', invented: true }),
  }))
  const actor: Actor = { accountId, name: 'Petra Planerin', grants: wholeGrants('planning'), tenantId }
  await database.write(tenantId, async (writer) => {
    await createMembership(writer, accountId, actor.grants[0]!, { createdBy: 'Messung' })
    await installPlaces(writer, actor)
    await installSeries(writer, actor)
    await installIndicators(writer, actor)
  })
  return { tenant: tenantId, count: await fillFigures(adminUrl, tenantId) }
}
