import { finished } from 'node:stream/promises'
import { and, eq, inArray } from 'drizzle-orm'
import { from as copyFrom } from 'pg-copy-streams'
import type { Period } from '#app/plain/period.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { encodeFlags, encodeState } from './factcode.ts'
import type { PlannedFact } from './figure.ts'
import { periods } from './figures.table.ts'
import type { Catalogue } from './reading/catalogue.ts'
import type { Turns } from './turns.ts'

/** Characters that go to PostgreSQL in one COPY. */
const pieceLength = 1024 * 1024

/**
 * Stores one part of the lines. COPY can't write where row-level security holds, so it fills a table of this transaction
 * first. `repeated`: cells that stand twice keep what stood first.
 */
async function storePiece(
  writer: Writer,
  deliveryId: number,
  piece: string,
  repeated: boolean,
): Promise<number> {
  const stream = writer.client.query(copyFrom('copy incoming_facts from stdin'))
  stream.end(piece)
  await finished(stream)
  const stored = await writer.client.query(
    `insert into facts (tenant_id, delivery_id, series_id, period_id, place_id, breakdown, value, state, flags,
       source_row, source_column, source_table)
     select $1, $2, series_id, period_id, place_id, breakdown, value, state, flags, source_row, source_column,
       source_table
     from incoming_facts ${repeated ? 'on conflict do nothing' : ''}`,
    [writer.tenant, deliveryId],
  )
  await writer.client.query('truncate incoming_facts')
  return stored.rowCount ?? 0
}

/** Ids of periods by kind and key, created where they don't exist yet. */
async function createPeriods(
  writer: Writer,
  wanted: readonly Period[],
): Promise<ReadonlyMap<string, number>> {
  if (wanted.length === 0) return new Map()
  const tenantId = writer.tenant
  await writer.db
    .insert(periods)
    .values(wanted.map(({ kind, key, start, end }) => ({ tenantId, kind, key, start, end })))
    .onConflictDoNothing()
  const rows = await writer.db
    .select({ id: periods.id, kind: periods.kind, key: periods.key })
    .from(periods)
    .where(
      and(eq(periods.tenantId, tenantId), inArray(periods.key, [...new Set(wanted.map(({ key }) => key))])),
    )
  return new Map(rows.map(({ id, kind, key }) => [`${kind} ${key}`, id]))
}

/** A breakdown key in COPY's text format; its own characters need no escape, but nothing may break a line. */
function copyText(text: string): string {
  return text.replace(
    /[\\\t\n\r]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/**
 * Stores the figures of one delivery part by part, each while the next one is being read; `turns` orders who uses the
 * connection. `repeated`: cells that stand twice keep what stood first; without it they end the transaction.
 */
export class FactStoring {
  readonly #writer: Writer
  readonly #deliveryId: number
  readonly #turns: Turns
  readonly #repeated: boolean
  #periodIds = new Map<string, number>()
  #lineOf: (fact: PlannedFact) => string = () => ''
  #piece = ''
  #storing: Promise<number> = Promise.resolve(0)
  #stored = 0
  #begun = false

  constructor(writer: Writer, deliveryId: number, turns: Turns, repeated: boolean) {
    this.#writer = writer
    this.#deliveryId = deliveryId
    this.#turns = turns
    this.#repeated = repeated
  }

  /** Before the first figure. Once more: the file is read anew, and what was stored of it is undone. */
  async begin(catalogue: Catalogue): Promise<void> {
    await this.#turns.settled()
    if (this.#begun) await this.#writer.client.query('rollback to savepoint storing')
    else await this.#prepare()
    this.#begun = true
    this.#periodIds = new Map()
    this.#lineOf = createLineWriter(catalogue, this.#periodIds)
    this.#piece = ''
    this.#storing = Promise.resolve(0)
    this.#stored = 0
  }

  async #prepare(): Promise<void> {
    await this.#writer.client.query(
      `create temporary table incoming_facts (series_id integer, period_id integer, place_id integer, breakdown text,
         value numeric, state smallint, flags smallint, source_row integer, source_column integer, source_table smallint)
       on commit drop`,
    )
    await this.#writer.client.query('savepoint storing')
  }

  async take(facts: readonly PlannedFact[]): Promise<void> {
    const unknown = new Set<Period>()
    for (const { period } of facts) if (!this.#periodIds.has(periodName(period))) unknown.add(period)
    if (unknown.size > 0) {
      const ids = await this.#turns.take(() => createPeriods(this.#writer, [...unknown]))
      for (const [name, id] of ids) this.#periodIds.set(name, id)
    }
    for (const fact of facts) this.#piece += this.#lineOf(fact)
    if (this.#piece.length >= pieceLength) await this.#send()
  }

  /** Everything that was taken is stored; answers how many figures. */
  async finish(): Promise<number> {
    await this.#send()
    this.#stored += await this.#storing
    return this.#stored
  }

  async #send(): Promise<void> {
    this.#stored += await this.#storing
    const piece = this.#piece
    this.#piece = ''
    if (piece === '') this.#storing = Promise.resolve(0)
    else {
      const store = () => storePiece(this.#writer, this.#deliveryId, piece, this.#repeated)
      this.#storing = this.#turns.take(store)
      // An error comes up with the next piece; until then it must not count as forgotten.
      this.#storing.catch(() => {})
    }
  }
}

/** Stores figures that come in batches; answers how many. */
export async function storeFacts(
  storing: FactStoring,
  catalogue: Catalogue,
  batches: AsyncIterable<readonly PlannedFact[]>,
  turns: Turns,
): Promise<number> {
  await storing.begin(catalogue)
  try {
    for await (const batch of batches) await storing.take(batch)
    return await storing.finish()
  } finally {
    // What comes next on this connection, a rollback perhaps, waits for what is still under way.
    await turns.settled()
  }
}

const periodName = ({ kind, key }: Period) => `${kind} ${key}`

function createLineWriter(
  catalogue: Catalogue,
  periodIds: ReadonlyMap<string, number>,
): (fact: PlannedFact) => string {
  const series = new Map(catalogue.content.series.map((one) => [one.key, one]))
  const periodTexts = new Map<Period, string>()
  const periodText = (period: Period): string => {
    const known = periodTexts.get(period)
    if (known !== undefined) return known
    const id = periodIds.get(periodName(period))
    if (id === undefined) throw new Error(`the period ${period.key} was not created`)
    periodTexts.set(period, String(id))
    return String(id)
  }
  return ({ series: key, period, placeId, breakdown, content, flags, table, row, column }) => {
    const own = series.get(key)!
    const value =
      'value' in content ? content.value : content.below === undefined ? '\\N' : String(content.below)
    const state = 'value' in content ? 0 : encodeState(content.missing)
    // A rate that somebody printed stays marked as such wherever it is shown.
    const bits = encodeFlags(own.kind === 'rate' ? [...flags, 'published-rate'] : flags)
    const where = `${own.id}\t${periodText(period)}\t${placeId}\t${breakdown === '' ? '' : copyText(breakdown)}`
    return `${where}\t${value}\t${state}\t${bits}\t${row}\t${column}\t${table}\n`
  }
}
