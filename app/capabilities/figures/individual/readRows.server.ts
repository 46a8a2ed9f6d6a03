import { createHash } from 'node:crypto'
import { CsvReader } from '#app/platform/tables/csv.ts'
import { FileRefused, fileLimits } from '#app/platform/tables/refusal.ts'
import { sniffFile } from '#app/platform/tables/sniff.ts'
import { isEmptyCell } from '#app/platform/tables/sourcecell.ts'
import { openTable, sheetsOf, type Table } from '#app/platform/tables/table.ts'
import type { Aggregation, Aggregator, FileProblem } from './aggregate.ts'

/** Bytes that tell what a file is. */
const sniffedBytes = 65_536

export type EvaluatedFile = {
  readonly result: Aggregation | FileProblem
  /** SHA-256 of the file, in hex: whoever has it can show which one it was. */
  readonly sha256: string
}

/**
 * Evaluates a file while it comes in. It is kept nowhere: a text file passes through in pieces, a workbook (30 MB at most), which
 * can only be read whole, stands in memory until it is evaluated. Throws `FileRefused`.
 */
export async function evaluateFile(
  content: AsyncIterable<Uint8Array>,
  aggregator: Aggregator,
): Promise<EvaluatedFile> {
  const hash = createHash('sha256')
  const parts = content[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  let isEnd = false
  const next = async (): Promise<Uint8Array | undefined> => {
    const { done, value } = await parts.next()
    if (done) {
      isEnd = true
      return undefined
    }
    hash.update(value)
    return value
  }
  while (head.length < sniffedBytes && !isEnd) {
    const part = await next()
    if (part) head = Buffer.concat([head, part])
  }
  const form = sniffFile(head.subarray(0, sniffedBytes), head.length)
  if (typeof form === 'object') throw new FileRefused(form)
  if (form === 'csv') await evaluateText(head, next, aggregator)
  else await evaluateWorkbook(head, next, aggregator)
  return { result: aggregator.end(), sha256: hash.digest('hex') }
}

async function evaluateText(
  head: Buffer,
  next: () => Promise<Uint8Array | undefined>,
  aggregator: Aggregator,
): Promise<void> {
  const reader = new CsvReader()
  let size = 0
  // A file that can't be used is still received to its end, for its checksum, but no longer looked at.
  let isUseful = true
  for (let part: Uint8Array | undefined = head; part; part = await next()) {
    size += part.length
    if (size > fileLimits.csvBytes)
      throw new FileRefused({ refused: 'too-large', limitMegabytes: fileLimits.csvBytes / 1024 / 1024 })
    if (isUseful) for (const row of reader.read(part)) isUseful = aggregator.take(row) && isUseful
  }
  if (isUseful) for (const row of reader.end()) aggregator.take(row)
}

async function evaluateWorkbook(
  head: Buffer,
  next: () => Promise<Uint8Array | undefined>,
  aggregator: Aggregator,
): Promise<void> {
  const parts: Uint8Array[] = [head]
  let size = head.length
  for (let part = await next(); part; part = await next()) {
    size += part.length
    if (size > fileLimits.workbookBytes)
      throw new FileRefused({ refused: 'too-large', limitMegabytes: fileLimits.workbookBytes / 1024 / 1024 })
    parts.push(part)
  }
  const whole = Buffer.concat(parts)
  async function* contentOf() {
    yield whole
  }
  const table = await openTable(contentOf, size)
  const filled: (string | undefined)[] = []
  for (const sheet of sheetsOf(table)) if (await hasRows(table, sheet)) filled.push(sheet)
  // A sheet per facility, say: the rows of one would pass for those of all.
  if (filled.length > 1) {
    const columns = filled.flatMap((sheet) => sheet ?? [])
    return aggregator.refuse({ kind: 'several-sheets', columns })
  }
  for await (const batch of table.rows(filled[0])) {
    for (const row of batch) if (!aggregator.take(row)) return
  }
}

async function hasRows(table: Table, sheet: string | undefined): Promise<boolean> {
  for await (const batch of table.rows(sheet))
    if (batch.some(({ cells }) => !cells.every(isEmptyCell))) return true
  return false
}
