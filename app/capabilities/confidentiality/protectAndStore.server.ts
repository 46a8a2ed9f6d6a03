import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordAudit, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { isPresent, missingReasons } from '#app/plain/cell.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { encodeCell } from './cellCode.ts'
import { families, releasedCells, releases } from './confidentiality.table.ts'
import { type Protection, protectTable } from './engine/protect.ts'
import type { FamilyTable } from './family.ts'
import { type FormerRelease, formTable, type RuleFinder } from './forming.ts'
import { cellId } from './position.ts'
import { openProtected, type Protected } from './protected.ts'
import type { ReleaseCertificate, ReleaseProblem, ReleaseState } from './release.ts'
import {
  describeProblems,
  findFactsOutOfTime,
  findStrayReferences,
  type ReleasedCell,
  releaseCells,
} from './releasing.ts'
import { ruleAt } from './rule.ts'
import { listRules } from './rules.server.ts'

export type ReleaseOutcome = {
  readonly releaseId: number
  readonly state: Extract<ReleaseState, 'current' | 'refused'>
  readonly shownCells: number
  readonly secretCells: number
  readonly problems: readonly ReleaseProblem[]
}

/**
 * Decides what may be shown of a family and makes it the current release, in one transaction: until it ends, the former
 * release is what everybody sees. A table that can't be shown safely gives a `refused` release, and the former one stays.
 * Computes for seconds: for jobs, not for requests. `seconds` limits the engine (default 60).
 */
export async function protectAndStore(
  writer: Writer,
  actor: Actor,
  input: Protected<FamilyTable>,
  options: { readonly now: Date; readonly seconds?: number },
): Promise<ReleaseOutcome> {
  demand(actor, 'releases.make', wholeTenant)
  const family = openProtected(input)
  const { familyId } = family
  await lockFamily(writer, familyId)
  const rules = await listRules(writer)
  const ruleOf: RuleFinder = (source, date) => ruleAt(rules.get(source) ?? [], date)
  const former = await readFormerRelease(writer, familyId)
  const stray = [...findStrayReferences(family), ...findFactsOutOfTime(family)]
  const table = stray.length > 0 ? { cells: [], equations: [] } : formTable(family, ruleOf, former)
  const protection = await protectTable(table, options.seconds ? { seconds: options.seconds } : {})
  const isSafe = protection.state === 'safe' && stray.length === 0
  const cells = isSafe ? releaseCells(family, protection.statuses, ruleOf) : []
  const secretCells = cells.filter(isSuppressed).length
  const shownCells = cells.filter(({ cell }) => isPresent(cell)).length
  const certificate = certify(family, protection, stray)
  const state = isSafe ? 'current' : 'refused'
  if (isSafe) await retireFormer(writer, familyId)
  const [row] = await writer.db
    .insert(releases)
    .values({
      tenantId: writer.tenant,
      familyId,
      state,
      startedAt: options.now,
      finishedAt: new Date(options.now.getTime() + certificate.seconds * 1000),
      actor: actor.name,
      shownCells,
      secretCells,
      certificate,
    })
    .returning({ id: releases.id })
  const releaseId = row!.id
  await insertCells(writer, releaseId, cells)
  await recordAudit(writer, actor, {
    action: `release.${state}`,
    thing: `release ${releaseId}`,
    details: { familyId, shownCells, secretCells, sha256: certificate.sha256 },
    at: options.now,
  })
  return { releaseId, state, shownCells, secretCells, problems: certificate.problems }
}

const isSuppressed = ({ cell }: ReleasedCell) => 'missing' in cell && cell.missing === 'suppressed'

/** Two releases of one family wait for each other; the later one sees the earlier one's result. */
async function lockFamily(writer: Writer, familyId: number): Promise<void> {
  const [family] = await writer.db
    .select({ id: families.id })
    .from(families)
    .where(and(eq(families.tenantId, writer.tenant), eq(families.id, familyId)))
    .for('update')
  if (!family) throw new Error(`there is no family ${familyId} in tenant ${writer.tenant}`)
}

async function readFormerRelease(reader: Reader, familyId: number): Promise<FormerRelease> {
  const rows = await reader.db
    .select({
      seriesId: releasedCells.seriesId,
      periodId: releasedCells.periodId,
      placeId: releasedCells.placeId,
      breakdown: releasedCells.breakdown,
      value: releasedCells.value,
      state: releasedCells.state,
    })
    .from(releasedCells)
    .innerJoin(
      releases,
      and(eq(releases.tenantId, releasedCells.tenantId), eq(releases.id, releasedCells.releaseId)),
    )
    .where(
      and(
        eq(releasedCells.tenantId, reader.tenant),
        eq(releases.familyId, familyId),
        eq(releases.state, 'current'),
      ),
    )
  const suppressed = missingReasons.indexOf('suppressed') + 1
  return {
    secret: new Set(rows.filter((row) => row.state === suppressed).map((row) => cellId(row))),
    shown: new Map(rows.flatMap((row) => (row.value === null ? [] : [[cellId(row), Number(row.value)]]))),
  }
}

async function retireFormer(writer: Writer, familyId: number): Promise<void> {
  await writer.db
    .update(releases)
    .set({ state: 'former' })
    .where(
      and(
        eq(releases.tenantId, writer.tenant),
        eq(releases.familyId, familyId),
        eq(releases.state, 'current'),
      ),
    )
}

const rowsPerInsert = 10_000

/** One statement for ten thousand cells: arrays instead of a parameter per value. */
async function insertCells(writer: Writer, releaseId: number, cells: readonly ReleasedCell[]): Promise<void> {
  for (let start = 0; start < cells.length; start += rowsPerInsert) {
    const part = cells.slice(start, start + rowsPerInsert)
    const codes = part.map(({ cell }) => encodeCell(cell))
    await writer.client.query(
      `insert into released_cells
         (tenant_id, release_id, series_id, period_id, place_id, breakdown, value, state, flags)
       select $1, $2, cells.* from unnest($3::integer[], $4::integer[], $5::integer[], $6::text[],
         $7::numeric[], $8::smallint[], $9::smallint[]) as cells`,
      [
        writer.tenant,
        releaseId,
        part.map((cell) => cell.seriesId),
        part.map((cell) => cell.periodId),
        part.map((cell) => cell.placeId),
        part.map((cell) => cell.breakdown),
        codes.map((code) => code.value),
        codes.map((code) => code.state),
        codes.map((code) => code.flags),
      ],
    )
  }
}

function certify(
  family: FamilyTable,
  protection: Protection,
  stray: readonly ReleaseProblem[],
): ReleaseCertificate {
  const { problems, audit, ...rest } = protection.certificate
  const described = describeProblems(family, problems)
  return {
    ...rest,
    audit: { safe: audit.safe && stray.length === 0, checked: audit.checked },
    problems: [...stray, ...described.problems],
    furtherProblems: described.furtherProblems,
  }
}
