import {
  type Actor,
  type Role,
  roles,
  type Scope,
  wholeGrants,
  wholeScope,
} from '#app/capabilities/accounts/account.ts'
import { commandLineActor, createMembership, findTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { createPerson } from '#app/capabilities/accounts/people/acceptance.server.ts'
import { createInvitation } from '#app/capabilities/accounts/people/invitations.server.ts'
import { hashPassword } from '#app/capabilities/accounts/signIn/passwords.server.ts'
import { createPasswordReset } from '#app/capabilities/accounts/signIn/resets.server.ts'
import { archiveJobs } from '#app/capabilities/archive/archive.server.ts'
import { listReleases } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createSheet } from '#app/capabilities/figures/entry/sheets.server.ts'
import {
  createExpectation,
  createSources,
  listDeliveries,
  listSources,
} from '#app/capabilities/figures/figures.server.ts'
import { storeRuleSet } from '#app/capabilities/figures/individual/ruleSets.server.ts'
import { wishToken } from '#app/capabilities/figures/reminders/wishes.server.ts'
import { createGoal, createProgramme } from '#app/capabilities/goals/goals.server.ts'
import type { DefinitionInput } from '#app/capabilities/indicators/definition.ts'
import { createIndicator } from '#app/capabilities/indicators/indicators.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { PlaceFileKind } from '#app/capabilities/places/files/placeFile.ts'
import { createPlaceFile } from '#app/capabilities/places/files/placeFiles.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import { publishReport, reportHandlers, startReport } from '#app/capabilities/reports/reports.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import { runInline } from '#app/platform/jobs/handler.server.ts'
import { createIndicatorTown, now } from '../indicatorTown.ts'
import { createCatalogue } from './catalogueTown.ts'
import { createFacility, createKeys, createOtherDelivery, handOutLink } from './otherThings.ts'
import { type Asker, askers } from './rightsTable.ts'

/** A municipality with one thing of each kind, and one person per role. */
export type RightsTown = {
  readonly slug: string
  readonly tenantId: number
  /** Who made it: may everything. */
  readonly actor: Actor
  readonly accounts: ReadonlyMap<Role, number>
  /** Keys with which programmes of these persons deliver. */
  readonly keys: ReadonlyMap<Role, string>
  /**
   * Parts of addresses: for each `:name` of a route what stands there; `name (note)` for the rows with that note, `address name`
   * where the same name stands for something else. What can be used once stands there once for each asker, with spaces between.
   */
  readonly parts: ReadonlyMap<string, string>
}

/** What some roles are limited to, as usual; the others hold for the whole town. */
const scopes: Partial<Record<Role, Scope>> = {
  area_coordination: { ...wholeScope, places: ['nord'] },
  practitioner: { ...wholeScope, organisations: ['amt'] },
  provider: { ...wholeScope, organisations: ['amt'] },
  delivery_office: { ...wholeScope, organisations: ['amt'] },
}

async function createPeople(
  database: Database,
  tenantId: number,
  slug: string,
): Promise<ReadonlyMap<Role, number>> {
  const accounts = new Map<Role, number>()
  const passwordHash = await hashPassword('ein Satz, den niemand errät')
  for (const role of roles) {
    const name = `Erfundene Person (${role})`
    const email = `${role.replace('_', '-')}@${slug}.example`
    const person = { name, email, passwordHash, confirmed: true }
    const accountId = (await database.shared((shared) => createPerson(shared, person, now)))!
    const grant = { role, scope: scopes[role] ?? wholeScope }
    await database.write(tenantId, (writer) => createMembership(writer, accountId, grant))
    accounts.set(role, accountId)
  }
  return accounts
}

/** What an office is expected to deliver. */
async function expectDelivery(writer: Writer, actor: Actor, source: string): Promise<number> {
  const fields = {
    rhythm: 'calendar-year',
    keyDay: undefined,
    due: { kind: 'day', day: '03-15' },
    series: [],
    responsibleId: undefined,
    activeFrom: '2018-01-01',
    activeTo: undefined,
    note: '',
    reminders: { daysBefore: 0, onTheDay: false, everyDays: 0, most: 0 },
  } as const
  return (await createExpectation(writer, actor, { source, fields }, now))!
}

/** An evaluation rule of a source. */
async function createRule(writer: Writer, actor: Actor, source: string): Promise<string> {
  const text = { columns: 'Sozialraum; Ort', counts: 'familien' }
  const stored = await storeRuleSet(writer, actor, undefined, { name: 'Familien', source, text }, now)
  if (!stored.ok) throw new Error(stored.why)
  return String(stored.id)
}

/** An empty entry sheet of a source. */
async function createEmptySheet(writer: Writer, actor: Actor, source: string): Promise<string> {
  const column = { series: 'familien', period: '2018', breakdown: '' }
  const shape = { places: ['teststadt'], columns: [column] }
  return String(await createSheet(writer, actor, { source, shape, receivedOn: '2019-02-27' }, now))
}

async function createDefinitions(writer: Writer, actor: Actor, slug: string): Promise<void> {
  const place = {
    key: `viertel-${slug}`,
    name: `Viertel ${slug}`,
    kind: 'area',
    parent: 'teststadt',
  } as const
  await createPlaces(
    writer,
    actor,
    [{ ...place, ags: undefined, tile: undefined, aliases: [], invented: true }],
    now,
  )
  const words = { meaning: '', meaningEn: '', method: '', methodEn: '', sourceNote: '', sourceNoteEn: '' }
  const indicator: DefinitionInput = {
    ...words,
    key: `quote-${slug}`,
    name: `Quote ${slug}`,
    nameEn: '',
    validFrom: '2012-01-01',
    formula: 'besucht / familien',
    publishedSeries: 'quote',
    unit: 'percent',
    decimals: 0,
    direction: 'up',
    periodKind: 'calendar-year',
    phase: 'geburt',
    field: 'hilfen',
    breaks: [],
    targets: [],
  }
  const defined = await createIndicator(writer, actor, indicator, now)
  if (!defined.ok) throw new Error(JSON.stringify(defined.problems))
  await createProgramme(
    writer,
    actor,
    { key: 'alle', name: 'Alle', nameEn: 'All', from: 2016, to: 2020 },
    now,
  )
  const goal = { key: `ziel-${slug}`, programme: 'alle', parent: null, level: 'strategic' } as const
  const texts = { title: 'Ziel', titleEn: 'Goal', text: '', textEn: '', indicators: [] }
  const created = await createGoal(writer, actor, { ...goal, ...texts }, now)
  if ('refused' in created) throw new Error(created.refused)
}

async function buildReport(database: Database, actor: Actor, slug: string, year: number): Promise<void> {
  const input = { year, tenantSlug: slug, builtBy: actor.name, actor }
  const order = { database, tenantId: actor.tenantId, kind: 'reports.build', key: `report:${year}`, input }
  await runInline(reportHandlers['reports.build']!, order)
}

/** The number of an export of the whole town. */
async function exportEverything(database: Database, actor: Actor): Promise<number> {
  const order = {
    database,
    tenantId: actor.tenantId,
    kind: 'archive.export',
    key: 'export',
    input: { actor },
  }
  const { exportId } = (await runInline(archiveJobs['archive.export']!, order)) as { exportId: number }
  return exportId
}

/** The token of an invitation; whoever is signed in and sends it takes the role. */
async function inviteSomebody(writer: Writer, actor: Actor, asker: Asker): Promise<string> {
  const [grant] = wholeGrants('leadership')
  const person = {
    name: 'Nina Neumann',
    email: `nina-${asker}@${actor.tenantId}.example`,
    grants: [grant!],
    mailed: false,
  }
  const known = { kind: 'municipality', choices: { places: [], organisations: [], fields: [] } } as const
  const invited = await createInvitation(writer, actor, person, known, new Date())
  if ('refused' in invited) throw new Error(invited.refused)
  return invited.token
}

/** `published` and `draft`: years of its reports; another town has others, so that a foreign year is unknown. */
export async function createRightsTown(
  database: Database,
  slug: string,
  years: { readonly published: number; readonly draft: number | undefined },
): Promise<RightsTown> {
  const { tenantId } = await createIndicatorTown(database, slug)
  const actor = commandLineActor(tenantId)
  const accounts = await createPeople(database, tenantId, slug)
  await database.write(tenantId, (writer) => createDefinitions(writer, actor, slug))
  await buildReport(database, actor, slug, years.published)
  await database.write(tenantId, (writer) => publishReport(writer, actor, { year: years.published, now }))
  if (years.draft !== undefined) await buildReport(database, actor, slug, years.draft)
  const exported = await exportEverything(database, actor)
  const tenant = (await database.shared((shared) => findTenant(shared, slug, 'de')))!
  // By the clock of the web server: these end by themselves.
  const reset = await database.shared((shared) =>
    createPasswordReset(shared, accounts.get('leadership')!, new Date()),
  )
  const parts = await database.write(tenantId, async (writer) => {
    const delivery = (await listDeliveries(writer, actor, 'de')).at(-1)!
    const link = await handOutLink(writer, actor, delivery.id)
    const other = await createOtherDelivery(writer, actor)
    const ownSource = 'jugendamt'
    const { organisationId } = (await listSources(writer)).find(({ key }) => key === ownSource)!
    const named = { key: `verfahren-${slug}`, name: 'Verfahren', nameEn: 'Procedure', organisationId }
    await createSources(writer, actor, [named], now)
    const sheet = await createEmptySheet(writer, actor, ownSource)
    const otherSheet = await createEmptySheet(writer, actor, 'andere')
    const stelle = { key: `stelle-${slug}`, name: 'Stelle', nameEn: '', kind: 'facility' } as const
    await createOrganisations(writer, actor, [stelle], now)
    const definitions = await createCatalogue(writer, actor, slug)
    const planner = { ...actor, accountId: accounts.get('planning')! }
    const job = await startReport(writer, planner, { year: 2017, tenant, now })
    if ('refused' in job) throw new Error(job.refused)
    const uploaded = (kind: PlaceFileKind, content: string, choices: object) =>
      createPlaceFile(writer, actor, { kind, name: `${kind}.csv`, bytes: Buffer.from(content), choices }, now)
    const streets = await uploaded('streets', 'Straße;von;bis;Sozialraum\nAhornweg;1;9;Nord\n', {
      validFrom: '2018-01-01',
      areas: {},
    })
    const boundaries = await uploaded('boundaries', '{"type":"FeatureCollection","features":[]}', {
      names: {},
    })
    const list = await uploaded('points', 'Name;Adresse\nKita Ahorn;Ahornweg 1\n', { kind: 'kita', skip: [] })
    const point = await createFacility(writer, actor)
    const invitations: string[] = []
    for (const asker of askers) invitations.push(await inviteSomebody(writer, actor, asker))
    return [
      ['tenant', slug],
      ['release', String((await listReleases(writer, 'de'))[0]!.id)],
      ['delivery', String(delivery.id)],
      ['delivery (Lieferung einer anderen Stelle)', String(other)],
      ['expectation', String(await expectDelivery(writer, actor, 'jugendamt'))],
      ['expectation (Quelle einer anderen Stelle)', String(await expectDelivery(writer, actor, 'andere'))],
      ['rule', await createRule(writer, actor, ownSource)],
      ['sheet', sheet],
      ['sheet (Tabelle einer anderen Stelle)', otherSheet],
      ['/:tenant/erinnerungen/:token token', wishToken(tenantId, { kind: 'responsible', accountId: 1 })],
      ['/:tenant/zulieferung/:token token', link],
      ['/:tenant/zulieferung/:token/:delivery token', link],
      ['ownSource', named.key],
      ['ownSource (Quelle einer anderen Stelle)', 'andere'],
      ['indicator', `quote-${slug}`],
      ['goal', `ziel-${slug}`],
      ['place', `viertel-${slug}`],
      ['year', String(years.published)],
      ...(years.draft === undefined ? [] : [['year (Entwurf)', String(years.draft)] as const]),
      ['job', job.id],
      ['account', String(accounts.get('leadership'))],
      ['/:tenant/einladung/:token token', invitations.join(' ')],
      ['/konto/kennwort/:token token', reset],
      ['/konto/adresse/:token token', 'nie-verschickt'],
      ['export', String(exported)],
      ['position', '1'],
      ['kind', 'imprint'],
      ['organisation', stelle.key],
      ['token', `gilt-nicht-${slug}`],
      ['/:tenant/verwaltung/strassen/pruefen/:file file', String(streets)],
      ['/:tenant/verwaltung/grenzen/pruefen/:file file', String(boundaries)],
      ['/:tenant/verwaltung/einrichtungen/pruefen/:file file', String(list)],
      ['point', String(point)],
      ['series', definitions.series],
      ['source', definitions.source],
      ['dimension', definitions.dimension],
      ['family', definitions.family],
    ] as const
  })
  const keys = await createKeys(database, tenantId, accounts)
  return { slug, tenantId, actor, accounts, keys, parts: new Map(parts) }
}
