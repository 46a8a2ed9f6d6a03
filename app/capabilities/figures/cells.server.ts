import { decodeCell } from '#app/capabilities/confidentiality/cellCode.ts'
import { Protected } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { type FigureAddress, listHeldFacts } from './held.server.ts'

export type HeldCell = FigureAddress & { readonly cell: Cell }

/**
 * What offices have delivered and what holds now of some series in some places, closed against reading: only confidentiality
 * opens it, for a person with the right.
 */
export async function gatherCells(
  reader: Reader,
  seriesIds: readonly number[],
  placeIds: readonly number[],
): Promise<Protected<readonly HeldCell[]>> {
  const wanted = new Set(placeIds)
  const held = (await listHeldFacts(reader, seriesIds)).filter(({ placeId }) => wanted.has(placeId))
  return new Protected(
    held.map(({ value, state, flags, ...address }) => ({
      ...address,
      cell: decodeCell({ value, state, flags }),
    })),
  )
}
