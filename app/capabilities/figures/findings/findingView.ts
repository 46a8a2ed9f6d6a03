import type { Language } from '#app/plain/format.ts'
import { isBookable } from '../booking/booking.ts'
import { causeOf, type Finding, type Severity, severities } from '../checks/finding.ts'
import { describeFinding, type FiguresT, type Names, spotName } from '../sentences.ts'
import type { StoredFinding } from './findings.server.ts'
import type { FindingState } from './workflow.ts'

/** A finding in words, as pages show it. */
export type FindingView = {
  /** Undefined in the preview of a draft: nothing is kept yet. */
  readonly id: number | undefined
  readonly severity: Severity
  readonly state: FindingState
  readonly sentence: string
  /** "B12", the cell of the file; "2017!B12" in one of several sheets. */
  readonly cell: string | undefined
  /** Findings with the same key have the same cause, or look like it: same question, same series. */
  readonly group: string
  readonly title: string
  /** How many of the group there are in all, where not all are kept. */
  readonly raised: number | undefined
  /** What is missing from the parts can be booked at "nicht zuordenbar". */
  readonly isBookable: boolean
  /** What the office has answered last. */
  readonly answer: string | undefined
  readonly sayings: readonly {
    readonly id: number
    readonly step: StoredFinding['sayings'][number]['step']
    readonly said: string
    readonly by: string
    readonly at: string
  }[]
  readonly correctionId: number | undefined
}

export function viewFinding(
  finding: Finding | StoredFinding,
  names: Names,
  language: Language,
  t: FiguresT,
): FindingView {
  const { kind, severity, parameters, spot } = finding
  const stored = 'id' in finding ? finding : undefined
  const series = names.series.get(String(parameters.series ?? ''))?.name
  const title = t(`findingTitle.${kind}`)
  return {
    id: stored?.id,
    severity,
    state: stored?.state ?? 'open',
    sentence: describeFinding(finding, names, language, t),
    cell: spot && spotName(spot),
    group: causeOf(finding),
    raised: typeof parameters.raised === 'number' ? parameters.raised : undefined,
    title: series === undefined ? title : `${title}: ${series}`,
    isBookable: stored !== undefined && isBookable(finding),
    answer: stored?.sayings.findLast(({ step }) => step === 'answer')?.said,
    sayings: (stored?.sayings ?? []).map((saying) => ({ ...saying, at: saying.at.toISOString() })),
    correctionId: stored?.correctionId,
  }
}

/** Findings of the same severity and cause together, the surest first; the order within is kept. */
export function groupFindings(
  findings: readonly FindingView[],
): readonly { readonly severity: Severity; readonly groups: readonly (readonly FindingView[])[] }[] {
  return severities.flatMap((severity) => {
    const groups = new Map<string, FindingView[]>()
    for (const finding of findings) {
      if (finding.severity !== severity) continue
      const known = groups.get(finding.group)
      if (known) known.push(finding)
      else groups.set(finding.group, [finding])
    }
    return groups.size === 0 ? [] : [{ severity, groups: [...groups.values()] }]
  })
}
