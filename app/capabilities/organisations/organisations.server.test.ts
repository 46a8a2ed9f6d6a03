import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, type Role, wholeScope } from '#app/capabilities/accounts/account.ts'
import {
  commandLineActor,
  createAccount,
  createInvitation,
  createMembership,
  createTenant,
  Forbidden,
} from '#app/capabilities/accounts/accounts.server.ts'
import { createSources } from '#app/capabilities/figures/figures.server.ts'
import { createGoal, createProgramme } from '#app/capabilities/goals/goals.server.ts'
import { type Database, openDatabasePool, rowsOf, type Writer } from '#app/platform/database.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { addOrganisations, changeOrganisation, markOf, removeOrganisation } from './commands.server.ts'
import { findKept, listKept } from './kept.server.ts'
import type { OrganisationFields } from './organisationForm.ts'
import { listOrganisations } from './organisations.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
let neighbour: number
const now = new Date('2026-03-01T10:00:00Z')
const below = tenantParts.listOrganisationUses

const office = (name: string, nameEn = ''): OrganisationFields => ({ name, nameEn, kind: 'office' })
const actorAs = (role: Role, keys: readonly string[] = []): Actor => ({
  accountId: 0,
  name: 'Erfundene Person',
  tenantId: tenant,
  grants: [{ role, scope: { ...wholeScope, organisations: keys } }],
})
const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(tenant, work)
const add = (...list: OrganisationFields[]) =>
  write((writer) => addOrganisations(writer, actorAs('administration'), list, now))
const keptOf = async (key: string) => (await database.read(tenant, (reader) => findKept(reader, key)))!
const change = (key: string, fields: OrganisationFields, mark: string, actor = actorAs('coordination')) =>
  write((writer) => changeOrganisation(writer, actor, { key, mark, fields }, now))
const remove = (key: string) =>
  write((writer) => removeOrganisation(writer, actorAs('coordination'), { key, below }, now))
const entries = () =>
  database.read(tenant, (reader) =>
    rowsOf<{ action: string; thing: string; details: unknown }>(
      reader,
      sql`select action, thing, details from audit_entries order by position`,
    ),
  )

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  const create = (slug: string) =>
    database.shared((shared) =>
      createTenant(shared, {
        slug,
        name: slug,
        nameEn: slug,
        kind: 'municipality',
        demo: false,
        note: '',
        noteEn: '',
      }),
    )
  tenant = await create('stadt')
  neighbour = await create('nachbar')
})

afterAll(async () => {
  await database.close()
  await store.close()
})

describe('organisations', () => {
  test('are created by the administration of a new municipality, several at once, each with a key of its own', async () => {
    expect(await add(office('Jugendamt', 'Youth office'), office('Jugend-Amt'), office('Kita Süd'))).toEqual({
      keys: ['jugendamt', 'jugend-amt', 'kita-sued'],
    })
    const english = await database.read(tenant, (reader) => listOrganisations(reader, 'en'))
    expect(english.map(({ name }) => name)).toEqual(['Jugend-Amt', 'Kita Süd', 'Youth office'])
    expect((await entries()).at(-1)).toMatchObject({
      action: 'organisations.create',
      details: { added: ['jugendamt', 'jugend-amt', 'kita-sued'] },
    })
  })

  test('are created all or none: a name that there is already refuses the list', async () => {
    const before = await database.read(tenant, listKept)
    expect(await add(office('Kita West'), office('jugendamt '))).toEqual({
      refused: 'taken',
      names: ['jugendamt '],
    })
    expect(await database.read(tenant, listKept)).toEqual(before)
  })

  test('sent twice at once are there once', async () => {
    const both = await Promise.all([add(office('Gesundheitsamt')), add(office('Gesundheitsamt'))])
    expect(both.filter((one) => 'keys' in one)).toHaveLength(1)
    expect(both.filter((one) => 'refused' in one)).toHaveLength(1)
  })

  test('of another municipality are not there, and take no name', async () => {
    const actor = commandLineActor(neighbour)
    await database.write(neighbour, (writer) => addOrganisations(writer, actor, [office('Schulamt')], now))
    expect(await database.read(tenant, (reader) => findKept(reader, 'schulamt'))).toBeUndefined()
    expect(await remove('schulamt')).toEqual({ refused: 'gone' })
    expect(await add(office('Schulamt'))).toEqual({ keys: ['schulamt'] })
  })
})

describe('a change', () => {
  test('gives new names and another kind, keeps the key, and says in the trail what changed', async () => {
    const before = await keptOf('kita-sued')
    const fields = { name: 'Kita Süden', nameEn: 'South', kind: 'facility' } as const
    expect(await change('kita-sued', fields, markOf(before))).toEqual({ done: 'changed' })
    expect(await keptOf('kita-sued')).toEqual({ ...before, ...fields })
    expect((await entries()).at(-1)).toEqual({
      action: 'organisations.change',
      thing: 'organisation kita-sued',
      details: { before: { name: 'Kita Süd', nameEn: '', kind: 'office' }, after: fields },
    })
  })

  test('to what it is already changes nothing and leaves no entry', async () => {
    const count = (await entries()).length
    expect(await change('jugendamt', office('Jugendamt', 'Youth office'), 'alt')).toEqual({
      done: 'unchanged',
    })
    expect(await entries()).toHaveLength(count)
  })

  test('by two people at once: the later one sees what holds now', async () => {
    const mark = markOf(await keptOf('jugend-amt'))
    expect(await change('jugend-amt', office('Amt für Jugend'), mark)).toEqual({ done: 'changed' })
    expect(await change('jugend-amt', office('Jugendhilfe'), mark)).toMatchObject({
      refused: 'overtaken',
      now: { name: 'Amt für Jugend' },
    })
    expect((await keptOf('jugend-amt')).name).toBe('Amt für Jugend')
  })

  test('to the name of another is refused', async () => {
    const mark = markOf(await keptOf('jugend-amt'))
    expect(await change('jugend-amt', office('JUGENDAMT'), mark)).toEqual({ refused: 'taken' })
  })
})

describe('the right', () => {
  test('is held by coordination, planning and administration', async () => {
    const before = markOf(await keptOf('jugendamt'))
    for (const role of ['leadership', 'data_protection', 'delivery_office', 'area_coordination'] as const)
      await expect(change('jugendamt', office('Anders'), before, actorAs(role))).rejects.toThrow(Forbidden)
  })

  test('of somebody limited to one organisation holds for that one, and not for making others', async () => {
    const actor = actorAs('coordination', ['jugendamt'])
    const kept = await keptOf('jugendamt')
    const fields = office('Jugendamt', 'Youth welfare office')
    expect(await change('jugendamt', fields, markOf(kept), actor)).toEqual({ done: 'changed' })
    await expect(change('schulamt', office('Anders'), '', actor)).rejects.toThrow(Forbidden)
    await expect(write((writer) => addOrganisations(writer, actor, [office('Neu')], now))).rejects.toThrow(
      Forbidden,
    )
  })
})

describe('removing', () => {
  test('takes what nothing refers to, and says in the trail what it was', async () => {
    await add(office('Irrtum'))
    expect(await remove('irrtum')).toEqual({ done: 'removed' })
    expect(await remove('irrtum')).toEqual({ refused: 'gone' })
    expect((await entries()).at(-1)).toMatchObject({
      action: 'organisations.remove',
      thing: 'organisation irrtum',
      details: { before: { name: 'Irrtum' } },
    })
  })

  test('is refused while a source, a goal, a role or an open invitation refers to it, and says which', async () => {
    await add(office('Bildungsbüro'))
    const { id, key } = await keptOf('bildungsbuero')
    const actor = commandLineActor(tenant)
    const account = await database.shared((shared) =>
      createAccount(shared, { key: 'erika', name: 'Erika Beispiel', invented: true }),
    )
    const grant = { role: 'practitioner', scope: { ...wholeScope, organisations: [key] } } as const
    await write(async (writer) => {
      const source = { key: 'anmeldungen', name: 'Anmeldungen', nameEn: 'Sign-ups', organisationId: id }
      await createSources(writer, actor, [source], now)
      const programme = { key: 'alle', name: 'Alle', nameEn: 'All', from: 2020, to: 2030 }
      await createProgramme(writer, actor, programme, now)
      const goal = {
        key: 'z',
        programme: 'alle',
        parent: null,
        level: 'strategic',
        responsible: key,
      } as const
      const texts = { title: 'Alle lesen gern', titleEn: 'All', text: '', textEn: '', indicators: [] }
      await createGoal(writer, actor, { ...goal, ...texts }, now)
      await createMembership(writer, account, grant)
      const person = { email: 'nina@stadt.example', name: 'Nina', grants: [grant], mailed: false }
      const choices = await tenantParts.listScopeChoices(writer, 'de')
      await createInvitation(writer, actor, person, { kind: 'municipality', choices }, now)
    })
    expect(await remove(key)).toEqual({
      refused: 'used',
      uses: { sources: ['Anmeldungen'], goals: ['Alle lesen gern'], rights: 1, invitations: 1, groups: 0 },
    })
    expect((await keptOf(key)).name).toBe('Bildungsbüro')
  })
})
