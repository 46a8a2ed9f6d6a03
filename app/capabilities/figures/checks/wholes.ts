import type { Group } from '../reading/cellstore.ts'
import { type Checked, groupsWithSeries, ofGroup, type Raised } from './finding.ts'

/** A part is never more than its whole, delivered in the same file or before. */
export function* checkParts(checked: Checked): Generator<Raised> {
  const { store, earlier } = checked
  for (const [group, { partOf }] of groupsWithSeries(checked)) {
    if (partOf === undefined) continue
    const inFile = store.findGroup(partOf, group.period.key, group.breakdown)
    const before = earlier.findGroup(partOf, group.period.key, group.breakdown)
    if (!inFile && !before) continue
    for (const placeId of store.places) {
      const part = store.get(group, placeId)?.value
      const whole = store.get(inFile, placeId)?.value ?? earlier.get(before, placeId)?.value
      if (part === undefined || whole === undefined || part <= whole) continue
      const parameters = { ...ofGroup(group), part, whole, wholeSeries: partOf }
      yield { kind: 'part-exceeds-whole', severity: 'likely-error', parameters, group, placeId }
    }
  }
}

/** Shares that lie between 0 and 1 throughout were perhaps meant as percent. */
export function* checkFractions({ store, catalogue }: Checked): Generator<Raised> {
  const shares = new Map<string, Group[]>()
  for (const group of store.groups) {
    if (catalogue.seriesByKey(group.series)?.unit !== 'percent') continue
    const known = shares.get(group.series)
    if (known) known.push(group)
    else shares.set(group.series, [group])
  }
  for (const [series, groups] of shares) {
    let cells = 0
    let isFraction = true
    for (const group of groups) {
      for (const placeId of store.places) {
        const value = store.get(group, placeId)?.value
        if (value === undefined || value === 0) continue
        if (value > 1) isFraction = false
        cells += 1
      }
      if (!isFraction) break
    }
    if (isFraction && cells > 1) {
      yield { kind: 'looks-like-fraction', severity: 'likely-error', parameters: { series, cells } }
    }
  }
}

/** A share of more than everybody. Some rates may exceed 100 %, so it is a question. */
export function* checkOverHundred(checked: Checked): Generator<Raised> {
  const { store } = checked
  for (const [group, { unit }] of groupsWithSeries(checked)) {
    if (unit !== 'percent') continue
    for (const placeId of store.places) {
      const value = store.get(group, placeId)?.value
      if (value === undefined || value <= 100) continue
      const parameters = { ...ofGroup(group), value }
      yield { kind: 'over-hundred', severity: 'question', parameters, group, placeId }
    }
  }
}
