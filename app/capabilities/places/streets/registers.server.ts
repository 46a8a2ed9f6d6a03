import { and, desc, eq, lte } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordAudit, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { createPlaceAliases, everySource } from '../aliases.server.ts'
import type { PlaceFile } from '../files/placeFile.ts'
import { removePlaceFile } from '../files/placeFiles.server.ts'
import { Register } from './allocate.ts'
import { analyseRegister } from './registerAnalysis.server.ts'
import { blocks } from './registerCheck.ts'
import { normaliseStreet, type StreetRange } from './street.ts'
import { streetRanges, streetRegisters } from './streets.table.ts'

/** A version of the street register; it holds until another begins. */
export type RegisterVersion = {
  readonly id: number
  readonly validFrom: string
  readonly fileName: string
  readonly lineCount: number
  readonly streetCount: number
  readonly createdBy: string
  readonly createdAt: Date
}

const columns = {
  id: streetRegisters.id,
  validFrom: streetRegisters.validFrom,
  fileName: streetRegisters.fileName,
  lineCount: streetRegisters.lineCount,
  streetCount: streetRegisters.streetCount,
  createdBy: streetRegisters.createdBy,
  createdAt: streetRegisters.createdAt,
}
/** Of two that begin on the same day the one taken over last holds. */
const latestFirst = [desc(streetRegisters.validFrom), desc(streetRegisters.id)] as const

/** All versions, the latest first. */
export async function listRegisters(reader: Reader): Promise<RegisterVersion[]> {
  return reader.db
    .select(columns)
    .from(streetRegisters)
    .where(eq(streetRegisters.tenantId, reader.tenant))
    .orderBy(...latestFirst)
}

/** The version that holds on a day (ISO date); undefined where none had begun. */
export async function findRegister(reader: Reader, day: string): Promise<RegisterVersion | undefined> {
  const [row] = await reader.db
    .select(columns)
    .from(streetRegisters)
    .where(and(eq(streetRegisters.tenantId, reader.tenant), lte(streetRegisters.validFrom, day)))
    .orderBy(...latestFirst)
    .limit(1)
  return row
}

/** The register of a version, to ask it for addresses. */
export async function openRegister(reader: Reader, { id }: Pick<RegisterVersion, 'id'>): Promise<Register> {
  const rows = await reader.db
    .select()
    .from(streetRanges)
    .where(and(eq(streetRanges.tenantId, reader.tenant), eq(streetRanges.registerId, id)))
    .orderBy(streetRanges.rowNumber)
  return new Register(
    rows.map(({ rowNumber, fromNumber, fromSuffix, toNumber, toSuffix, ...range }) => ({
      row: rowNumber,
      street: range.street,
      side: range.side,
      from: { number: fromNumber, suffix: fromSuffix },
      to: toNumber === null ? undefined : { number: toNumber, suffix: toSuffix },
      placeId: range.placeId,
      postcode: range.postcode,
      town: range.town,
    })),
  )
}

export type Taken = { readonly id: number } | { readonly refused: 'faulty' }

const rowsAtOnce = 2_000

/**
 * Takes a register over as a whole, or nothing of it: a line that can't be read or contradicts another refuses all. Names of
 * areas that somebody has explained are remembered as spellings of these places.
 */
export async function takeRegister(writer: Writer, actor: Actor, file: PlaceFile, now: Date): Promise<Taken> {
  demand(actor, 'places.edit', wholeTenant)
  const analysis = await analyseRegister(writer, file)
  if ('refusal' in analysis) return { refused: 'faulty' }
  const { choices, ranges, problems, findings } = analysis
  if (ranges.length === 0 || problems.length > 0 || findings.some(blocks)) return { refused: 'faulty' }
  const [row] = await writer.db
    .insert(streetRegisters)
    .values({
      tenantId: writer.tenant,
      validFrom: choices.validFrom,
      fileName: file.name,
      fileHash: file.sha256,
      lineCount: ranges.length,
      streetCount: countStreets(ranges),
      createdBy: actor.name,
      createdAt: now,
    })
    .returning({ id: streetRegisters.id })
  const id = row!.id
  for (let from = 0; from < ranges.length; from += rowsAtOnce)
    await writer.db
      .insert(streetRanges)
      .values(ranges.slice(from, from + rowsAtOnce).map((range) => toRow(writer.tenant, id, range)))
  await createPlaceAliases(
    writer,
    Object.entries(choices.areas)
      .filter(([name]) => analysis.areas.has(name))
      .map(([alias, placeId]) => ({ alias, placeId })),
    everySource,
  )
  await removePlaceFile(writer, file)
  await recordAudit(writer, actor, {
    action: 'places.streets',
    thing: `street-register ${id}`,
    details: {
      after: { validFrom: choices.validFrom, file: file.name, sha256: file.sha256, lines: ranges.length },
    },
    at: now,
  })
  return { id }
}

/** Streets of the same name in two towns are two. */
export const countStreets = (ranges: readonly StreetRange[]): number =>
  new Set(ranges.map(({ street, postcode, town }) => `${normaliseStreet(street)}|${postcode}|${town}`)).size

function toRow(tenantId: number, registerId: number, range: StreetRange) {
  return {
    tenantId,
    registerId,
    rowNumber: range.row,
    street: range.street,
    side: range.side,
    fromNumber: range.from.number,
    fromSuffix: range.from.suffix,
    toNumber: range.to?.number ?? null,
    toSuffix: range.to?.suffix ?? '',
    placeId: range.placeId,
    postcode: range.postcode,
    town: range.town,
  }
}
