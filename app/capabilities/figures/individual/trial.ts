import { parseBlock } from '../entry/paste.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { type Aggregation, Aggregator, type FileProblem } from './aggregate.ts'
import type { Rules } from './rules.ts'
import type { AddressBook } from './whereabouts.ts'

/** Letters that a pasted example may have: some rows to try a rule with, not a file. */
const longestSample = 20_000

/** What a rule makes of some pasted rows. */
export function tryRules(
  rules: Rules,
  catalogue: Catalogue,
  given: { sample: string; period: string; addresses: AddressBook | undefined },
): Aggregation | FileProblem {
  const aggregator = new Aggregator(rules, catalogue, given.period || undefined, given.addresses)
  const text = given.sample.slice(0, longestSample)
  const rows = text.includes('\t')
    ? parseBlock(text)
    : text.split(/\r?\n/).map((line) => line.split(';').map((field) => field.trim()))
  for (const [index, cells] of rows.entries()) if (!aggregator.take({ row: index + 1, cells })) break
  return aggregator.end()
}
