import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { placesAt } from '#app/capabilities/places/validity.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { acceptAndRelease } from '../accept.server.ts'
import { getCatalogue, listPeriods } from '../catalogue.server.ts'
import { demandDelivery, findDelivery } from '../deliveries.server.ts'
import { acceptAtOnce, type DeliveryOutcome } from '../delivery.ts'
import { breakdownParts } from '../figure.ts'
import { listFindings, type StoredFinding, sayOnFindings } from '../findings/findings.server.ts'
import { deliverGenerated } from '../generated/deliverGenerated.server.ts'
import { listHeldFacts } from '../held.server.ts'
import { checkAtOnce } from '../life/life.server.ts'
import { lockDelivery } from '../life/steps.server.ts'
import { chooseRemembering } from '../profiles/remember.server.ts'
import { isBookable, valueToBook, writeBooking } from './booking.ts'

/** What a finding asks to be booked by what holds now; undefined where nothing is missing any more. */
async function planBooking(reader: Reader, sourceKey: string, { parameters }: StoredFinding) {
  const catalogue = await getCatalogue(reader, sourceKey)
  const series = catalogue.seriesByKey(String(parameters.series))
  const parent = catalogue.places.byKey(String(parameters.place))
  const period = (await listPeriods(reader)).find(
    ({ kind, key }) => kind === series?.periodKind && key === parameters.period,
  )
  if (!series || !parent || !period) return undefined
  const below = placesAt(catalogue.content.places, period).filter(({ parentId }) => parentId === parent.id)
  const rest = below.find(({ kind }) => kind === 'unassigned')
  if (!rest) return undefined
  const breakdown = String(parameters.breakdown ?? '')
  const placeIds = [parent.id, ...below.map(({ id }) => id)]
  const held = await listHeldFacts(reader, [series.id], { placeIds, breakdowns: [breakdown] })
  const valueAt = (id: number) => {
    const fact = held.find(({ placeId, periodId }) => placeId === id && periodId === period.id)
    return fact?.value == null || fact.state !== 0 ? undefined : Number(fact.value)
  }
  const parts = below.filter(({ kind }) => kind !== 'unassigned').map(({ id }) => valueAt(id))
  const value = valueToBook(valueAt(parent.id), parts, valueAt(rest.id))
  if (value === undefined) return undefined
  const { name, key } = rest
  return writeBooking({
    place: { key, name },
    series,
    period: period.key,
    breakdown: breakdownParts(breakdown),
    value,
  })
}

type Given = { readonly deliveryId: number; readonly findingId: number; readonly reason: string }

/**
 * Books what the parts of a released delivery lack to their whole at "nicht zuordenbar": as a delivery of its own with the
 * person's reason, released at once, or not at all. Nothing delivered is changed; withdrawing the booking takes it back.
 */
export async function bookDifference(
  writer: Writer,
  actor: Actor,
  given: Given,
  now: Date,
): Promise<DeliveryOutcome<{ id: number }>> {
  await demandDelivery(writer, actor, 'figures.accept', given.deliveryId)
  if (given.reason === '') return { ok: false, no: 'said-missing' }
  await writer.client.query('savepoint booking')
  const booked = await deliverBooking(writer, actor, given, now)
  if (!booked.ok) {
    await writer.client.query('rollback to savepoint booking')
    return booked
  }
  const { deliveryId, findingId, reason } = given
  const said = `Differenz bei „nicht zuordenbar“ gebucht: ${reason}`
  const findingIds = [findingId]
  const command = { deliveryId, findingIds, step: 'accept', said, settledBy: booked.id } as const
  await sayOnFindings(writer, actor, command, now)
  await recordAudit(writer, actor, {
    action: 'delivery.book',
    thing: `delivery ${booked.id}`,
    details: { delivery: deliveryId, finding: findingId },
    at: now,
  })
  return booked
}

/** What of a person's reason stands with the booking; all of it stands with the finding. */
const longestNote = 400

async function deliverBooking(
  writer: Writer,
  actor: Actor,
  { deliveryId, findingId, reason }: Given,
  now: Date,
): Promise<DeliveryOutcome<{ id: number }>> {
  // Of two people who press at once the second finds nothing left to book.
  await lockDelivery(writer, deliveryId)
  const delivery = await findDelivery(writer, deliveryId, 'de')
  if (delivery?.state !== 'released') return { ok: false, no: 'not-released' }
  const { sourceKey } = delivery
  const finding = (await listFindings(writer, deliveryId)).find(({ id }) => id === findingId)
  const file = finding && isBookable(finding) ? await planBooking(writer, sourceKey, finding) : undefined
  if (!file) return { ok: false, no: 'nothing-to-book' }
  const booking = {
    source: sourceKey,
    fileName: `buchung-${sourceKey}-${findingId}.csv`,
    file,
    receivedOn: germanDay(now),
    note: `Differenz aus Lieferung ${deliveryId}: ${reason.slice(0, longestNote)}`,
  }
  const booked = await deliverGenerated(writer, actor, booking, now)
  if (!booked.ok) return booked
  await chooseRemembering(writer, actor, booked.id, false, now)
  const prepared = await checkAtOnce(writer, actor, booked.id, reason, now)
  if (!prepared.ok) return prepared
  const released = await acceptAndRelease(writer, actor, booked.id, now, acceptAtOnce)
  return released.ok ? booked : released
}
