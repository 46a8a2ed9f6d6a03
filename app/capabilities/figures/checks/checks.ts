import type { Catalogue } from '../reading/catalogue.ts'
import type { CellStore, StoredCell } from '../reading/cellstore.ts'
import { checkBreakdowns } from './breakdowns.ts'
import { checkCopies } from './copies.ts'
import {
  type Checked,
  causeOf,
  type Finding,
  type FindingKind,
  type Raised,
  type Spot,
  severities,
} from './finding.ts'
import { checkFuture } from './future.ts'
import { checkGaps } from './gaps.ts'
import { checkJumps } from './jumps.ts'
import { checkPlaceSums } from './placeSums.ts'
import { checkRates } from './rates.ts'
import { checkFractions, checkOverHundred, checkParts } from './wholes.ts'

/** Of each kind this many are kept, and one of every series; more of the same say nothing new, but they are counted. */
const limitPerKind = 100

const rules: readonly ((checked: Checked) => Generator<Raised>)[] = [
  checkPlaceSums,
  checkBreakdowns,
  checkParts,
  checkFractions,
  checkOverHundred,
  checkRates,
  checkGaps,
  checkFuture,
  checkCopies,
  checkJumps,
]

/** A finding as it is kept: places by key, the cell by row and column of the file. */
function settle({ store, catalogue }: Checked, { group, placeId, ...finding }: Raised): Finding {
  const place = placeId === undefined ? undefined : catalogue.places.byId(placeId)?.key
  const cell = group && placeId !== undefined ? store.get(group, placeId) : undefined
  return {
    ...finding,
    parameters: { ...finding.parameters, ...(place !== undefined && { place }) },
    ...(cell && cell.row > 0 && { spot: spotOf(cell) }),
  }
}

const spotOf = ({ row, column, sheet }: StoredCell): Spot => ({
  row,
  column,
  ...(sheet !== undefined && { sheet }),
})

const rank = ({ severity }: Finding) => severities.indexOf(severity)

/**
 * Every question that the figures of one file raise, the surest first. `earlier`: what holds already for the series of the
 * file's source. `receivedOn`: the day it came in.
 */
export function checkCells(
  store: CellStore,
  catalogue: Catalogue,
  earlier: CellStore,
  receivedOn?: string,
): Finding[] {
  const checked = { store, catalogue, earlier, receivedOn }
  const kept = new Map<FindingKind, number>()
  const counts = new Map<string, number>()
  const findings: Finding[] = []
  for (const rule of rules) {
    for (const raised of rule(checked)) {
      const count = (counts.get(causeOf(raised)) ?? 0) + 1
      counts.set(causeOf(raised), count)
      const ofKind = kept.get(raised.kind) ?? 0
      if (ofKind >= limitPerKind && count > 1) continue
      kept.set(raised.kind, ofKind + 1)
      findings.push(settle(checked, raised))
    }
  }
  const counted = findings.map((finding): Finding => {
    if (kept.get(finding.kind)! < limitPerKind) return finding
    return { ...finding, parameters: { ...finding.parameters, raised: counts.get(causeOf(finding))! } }
  })
  return counted.sort((a, b) => rank(a) - rank(b))
}
