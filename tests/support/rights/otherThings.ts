import { Readable } from 'node:stream'
import type { Actor, Role } from '#app/capabilities/accounts/account.ts'
import { createApiKey, findActor } from '#app/capabilities/accounts/accounts.server.ts'
import { createDelivery, findDelivery } from '#app/capabilities/figures/deliveries.server.ts'
import { createSources } from '#app/capabilities/figures/figures.server.ts'
import { createLink } from '#app/capabilities/figures/links/links.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPoint } from '#app/capabilities/places/points/points.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import { now } from '../indicatorTown.ts'

/** A draft of another office than the one whose figures the town has. */
export async function createOtherDelivery(writer: Writer, actor: Actor): Promise<number> {
  const office = { key: 'anderes-amt', name: 'Anderes Amt', nameEn: 'Other office', kind: 'office' } as const
  const organisationId = (await createOrganisations(writer, actor, [office], now)).get(office.key)!
  const source = { key: 'andere', name: 'Andere Quelle', nameEn: 'Other source', organisationId }
  await createSources(writer, actor, [source], now)
  const file = {
    fileName: 'andere.csv',
    mediaType: 'text/csv',
    size: 4,
    content: () => Readable.from([Buffer.from('a;b\n')]),
  }
  const given = { ...file, source: source.key, receivedOn: '2019-02-27', note: '' }
  const created = await createDelivery(writer, actor, given, now)
  if (!created.ok) throw new Error(created.no)
  return created.id
}

/** The token of a link for the questions about a delivery; by the clock of the web server it would have run out. */
export async function handOutLink(writer: Writer, actor: Actor, deliveryId: number): Promise<string> {
  const source = (await findDelivery(writer, deliveryId, 'de'))!.sourceKey
  const link = { source, purpose: 'answer', deliveryId, name: 'Nina Neumann', email: undefined } as const
  return (await createLink(writer, actor, link, new Date()))!.token
}

/** A key for programmes of everybody who can have one, for the office whose figures the town has. */
export async function createKeys(
  database: Database,
  tenantId: number,
  accounts: ReadonlyMap<Role, number>,
): Promise<ReadonlyMap<Role, string>> {
  const wanted = { name: 'Verfahren', organisation: 'amt', source: undefined, mayRelease: false, days: 30 }
  const keys = new Map<Role, string>()
  for (const role of ['coordination', 'planning', 'delivery_office'] as const)
    await database.write(tenantId, async (writer) => {
      const actor = (await findActor(writer, { accountId: accounts.get(role)!, name: role }))!
      const created = await createApiKey(writer, actor, wanted, new Date())
      if ('refused' in created) throw new Error(created.refused)
      keys.set(role, created.token)
    })
  return keys
}

/** A facility with an address only. */
export async function createFacility(writer: Writer, actor: Actor): Promise<number> {
  const address = { street: 'Ahornweg', houseNumber: '2', postcode: '', town: '', at: undefined }
  const kita = { ...address, kind: 'kita', name: 'Kita Ahorn', shown: true } as const
  const created = await createPoint(writer, actor, kita, now)
  if ('refused' in created) throw new Error(created.refused)
  return created.id
}
