import type { Actor } from '#app/capabilities/accounts/account.ts'
import { decodeCell } from '#app/capabilities/confidentiality/cellCode.ts'
import {
  listFamilies,
  Protected,
  protectAndStore,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { FamilyFact, FamilyTable } from '#app/capabilities/confidentiality/family.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import type { Database, Reader } from '#app/platform/database.server.ts'
import { listPeriods, listSeries } from './catalogue.server.ts'
import { type HeldFact, listHeldFacts } from './held.server.ts'

/** A bound that the source named ("<5") stands in the value of a cell that it keeps secret. */
function toFamilyFact({ value, state, flags, ...position }: HeldFact): FamilyFact {
  const cell = decodeCell({ value, state, flags })
  const bounded = 'missing' in cell && cell.missing === 'secret-at-source' && value !== null
  return { ...position, cell, ...(bounded && { below: Number(value) }) }
}

/** Everything that holds now for the series of a family, closed against reading. Undefined: no such family. */
async function gatherFamily(reader: Reader, familyId: number): Promise<Protected<FamilyTable> | undefined> {
  const family = (await listFamilies(reader)).find(({ id }) => id === familyId)
  if (!family) return undefined
  const own = (await listSeries(reader)).filter(({ familyKey }) => familyKey === family.key)
  const held = await listHeldFacts(
    reader,
    own.map(({ id }) => id),
  )
  const periodIds = new Set(held.map(({ periodId }) => periodId))
  return new Protected<FamilyTable>({
    familyId,
    places: await listPlaces(reader),
    periods: (await listPeriods(reader)).filter(({ id }) => periodIds.has(id)),
    series: own,
    facts: held.map(toFamilyFact),
  })
}

/** Releases one family from what holds now. */
export async function releaseFamily(
  database: Database,
  actor: Actor,
  familyId: number,
  now: Date,
): Promise<{ state: 'current' | 'refused'; shownCells: number; secretCells: number } | undefined> {
  return database.write(actor.tenantId, async (writer) => {
    const table = await gatherFamily(writer, familyId)
    if (!table) return undefined
    const { state, shownCells, secretCells } = await protectAndStore(writer, actor, table, { now })
    return { state, shownCells, secretCells }
  })
}

/** Releases families one after the other, here and now: for the command line and the demonstration. */
export async function releaseFamilies(
  database: Database,
  actor: Actor,
  familyIds: readonly number[],
  now: Date,
): Promise<void> {
  for (const familyId of familyIds) await releaseFamily(database, actor, familyId, now)
}
