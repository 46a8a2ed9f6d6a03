import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, may, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { openAddressBook } from '#app/capabilities/places/places.server.ts'
import type { Database, Reader, Writer } from '#app/platform/database.server.ts'
import { type FileRefusal, FileRefused } from '#app/platform/tables/refusal.ts'
import { getCatalogue } from '../catalogue.server.ts'
import type { Delivery } from '../delivery.ts'
import { deliverGenerated } from '../generated/deliverGenerated.server.ts'
import { type Aggregation, Aggregator, type FileProblem } from './aggregate.ts'
import { writeAggregateFile } from './aggregateFile.ts'
import { individualArrivals } from './individual.table.ts'
import { evaluateFile } from './readRows.server.ts'
import { findRuleSet, getRules, type RuleSet } from './ruleSets.server.ts'
import { asksAddresses } from './rules.ts'

export type ArrivalInput = {
  readonly rule: number
  /** Of the whole file; '' where a column says it. */
  readonly period: string
  /** ISO date. */
  readonly receivedOn: string
  readonly content: AsyncIterable<Uint8Array>
}

export type ArrivalOutcome =
  | { readonly ok: true; readonly deliveryId: number }
  | { readonly ok: false; readonly why: 'unknown-rule' | 'rule-outdated' | 'no-figures' | 'not-delivered' }
  | { readonly ok: false; readonly why: 'refused'; readonly refusal: FileRefusal }
  | { readonly ok: false; readonly why: 'file'; readonly problem: FileProblem }
  | { readonly ok: false; readonly why: 'fields'; readonly result: Aggregation }

/**
 * For the note of the delivery. It holds no counts: everybody who sees that something was delivered reads it, and how many rows
 * say nothing can be a small number, too.
 */
const describeArrival = (rule: RuleSet, sha256: string): string =>
  `Ausgewertet aus einer Datei mit einer Zeile je Kind, die nicht gespeichert wurde (SHA-256 ${sha256}), nach der Regel „${rule.name}“, Fassung ${rule.version}.`

/**
 * Evaluates a file with one row per child while it comes in, and delivers the figures. The file itself is stored nowhere, not
 * even for a moment; a file with any field that can't be read gives nothing.
 */
export async function deliverIndividualFile(
  database: Database,
  actor: Actor,
  input: ArrivalInput,
  now: Date,
): Promise<ArrivalOutcome> {
  const found = await database.read(actor.tenantId, async (reader) => {
    const rule = await findRuleSet(reader, actor, input.rule)
    if (!rule) return undefined
    const rules = await getRules(reader, rule)
    const asks = rules !== undefined && asksAddresses(rules)
    return {
      rule,
      rules,
      addresses: asks ? await openAddressBook(reader, input.receivedOn) : undefined,
      catalogue: await getCatalogue(reader, rule.source.key),
    }
  })
  if (!found) return { ok: false, why: 'unknown-rule' }
  const { rule, rules, addresses, catalogue } = found
  if (!rules) return { ok: false, why: 'rule-outdated' }
  let evaluated: Awaited<ReturnType<typeof evaluateFile>>
  try {
    evaluated = await evaluateFile(
      input.content,
      new Aggregator(rules, catalogue, input.period || undefined, addresses),
    )
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, why: 'refused', refusal: error.refusal }
    throw error
  }
  const { result, sha256 } = evaluated
  if ('kind' in result) return { ok: false, why: 'file', problem: result }
  if (result.problemCount > 0) return { ok: false, why: 'fields', result }
  if (result.cells.length === 0) return { ok: false, why: 'no-figures' }
  const { receivedOn } = input
  return database.write(actor.tenantId, (writer) =>
    deliverAggregate(writer, actor, { rule, result, sha256, receivedOn }, now),
  )
}

async function deliverAggregate(
  writer: Writer,
  actor: Actor,
  given: { rule: RuleSet; result: Aggregation; sha256: string; receivedOn: string },
  now: Date,
): Promise<ArrivalOutcome> {
  const { rule, result, sha256, receivedOn } = given
  demand(actor, 'figures.deliver', rule.source)
  const file = writeAggregateFile(result.cells, await getCatalogue(writer, rule.source.key))
  const fileName = `auswertung-${rule.source.key}.csv`
  const note = describeArrival(rule, sha256)
  const delivery = { source: rule.source.key, fileName, file, receivedOn, note }
  const delivered = await deliverGenerated(writer, actor, delivery, now)
  if (!delivered.ok) return { ok: false, why: 'not-delivered' }
  const { rows, blank, unassigned, notCountable, notDivided } = result
  const counts = { rows, blank, unassigned, notCountable, notDivided }
  const { version } = rule
  const deliveryId = delivered.id
  const { tenant: tenantId } = writer
  await writer.db
    .insert(individualArrivals)
    .values({ tenantId, deliveryId, ruleId: rule.id, version, sha256, ...counts })
  await recordAudit(writer, actor, {
    action: 'individual.deliver',
    thing: `delivery ${delivered.id}`,
    details: { rule: rule.id, version, sha256, rows },
    at: now,
  })
  return { ok: true, deliveryId: delivered.id }
}

/** What is known about the file that a delivery was evaluated from; only for those who see the delivery's figures. */
export async function findArrival(reader: Reader, actor: Actor | undefined, delivery: Delivery) {
  if (!may(actor, 'figures.preview', delivery)) return undefined
  const [row] = await reader.db
    .select()
    .from(individualArrivals)
    .where(
      and(eq(individualArrivals.tenantId, reader.tenant), eq(individualArrivals.deliveryId, delivery.id)),
    )
  if (!row) return undefined
  const { tenantId: _tenant, deliveryId: _delivery, ...arrival } = row
  return arrival
}
