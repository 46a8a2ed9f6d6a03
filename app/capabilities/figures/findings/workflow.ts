import type { Finding } from '../checks/finding.ts'

/**
 * What becomes of a finding: the office answers, who checks accepts it with a reason, asks back or requests a correction; a
 * correction settles it; what the file says no longer is obsolete.
 */
export const findingStates = ['open', 'answered', 'accepted', 'to-correct', 'corrected', 'obsolete'] as const
export type FindingState = (typeof findingStates)[number]

export const findingSteps = ['answer', 'ask', 'accept', 'request', 'correct', 'lapse', 'raise'] as const
export type FindingStep = (typeof findingSteps)[number]

const rules: Readonly<Record<FindingStep, { from: readonly FindingState[]; to: FindingState }>> = {
  answer: { from: ['open', 'answered', 'to-correct'], to: 'answered' },
  ask: { from: ['open', 'answered', 'accepted'], to: 'open' },
  accept: { from: ['open', 'answered', 'to-correct'], to: 'accepted' },
  request: { from: ['open', 'answered', 'accepted'], to: 'to-correct' },
  correct: { from: ['to-correct'], to: 'corrected' },
  lapse: { from: ['open', 'answered', 'accepted'], to: 'obsolete' },
  raise: { from: ['obsolete', 'corrected'], to: 'open' },
}

/** The state after a step; undefined where the step can't be taken. */
export function findingAfter(state: FindingState, step: FindingStep): FindingState | undefined {
  const { from, to } = rules[step]
  return from.includes(state) ? to : undefined
}

/** States in which nobody has said anything that settles a question yet. */
export const unansweredStates: readonly FindingState[] = ['open', 'to-correct']

/** Notes wait for nobody. */
export function isUnanswered({
  severity,
  state,
}: Pick<Finding, 'severity'> & { readonly state: FindingState }): boolean {
  return severity !== 'note' && unansweredStates.includes(state)
}

type Known = Pick<Finding, 'kind' | 'parameters'> & { readonly id: number; readonly state: FindingState }

/** The same question, whatever the order of its parameters and however many there are like it. */
function identity({ kind, parameters: { raised: _, ...own } }: Pick<Finding, 'kind' | 'parameters'>): string {
  return JSON.stringify([kind, ...Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1))])
}

/**
 * What changes among the kept findings of a delivery when its file is handed in once more: what the checks ask anew, what they
 * ask no longer, and what they ask again although it had been settled by a correction. Everything else keeps what was said about it.
 */
export function planRenewal<T extends Known>(
  known: readonly T[],
  found: readonly Finding[],
): { readonly fresh: readonly Finding[]; readonly gone: readonly T[]; readonly raised: readonly T[] } {
  const now = new Set(found.map(identity))
  const before = new Set(known.map(identity))
  const settled = (state: FindingState) => state === 'obsolete' || state === 'corrected'
  return {
    fresh: found.filter((finding) => !before.has(identity(finding))),
    gone: known.filter((finding) => !now.has(identity(finding)) && !settled(finding.state)),
    raised: known.filter((finding) => now.has(identity(finding)) && settled(finding.state)),
  }
}

/** How many questions stay without an answer if the file is handed in as it is. */
export function countUnanswered(
  known: readonly (Known & Pick<Finding, 'severity'>)[],
  found: readonly Finding[],
): number {
  const { fresh, gone, raised } = planRenewal(known, found)
  const left = known.filter((finding) => !gone.includes(finding) && isUnanswered(finding))
  const again = raised.filter(({ severity }) => severity !== 'note')
  return left.length + again.length + fresh.filter(({ severity }) => severity !== 'note').length
}
