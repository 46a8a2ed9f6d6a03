import type { GeneratedFile } from '../generated/generatedFile.ts'
import { writeLongFile, writeNumber } from '../generated/longFile.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import type { Aggregated } from './aggregate.ts'

/** The figures of a file as the file of a delivery: one line per figure. Of single rows nothing is left in it. */
export function writeAggregateFile(cells: readonly Aggregated[], catalogue: Catalogue): GeneratedFile {
  return writeLongFile(
    cells.map(({ value, ...cell }) => ({ ...cell, text: writeNumber(String(value)) })),
    catalogue,
  )
}
