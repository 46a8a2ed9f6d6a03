import type { Proposals } from '../figure.ts'
import type { Names } from '../sentences.ts'
import { neededProposals, typedProposal } from './proposalForm.ts'

/** The series that a file would create, as the preview shows them. Those that no figure is read for stay out at the release. */
export function viewProposals(
  proposals: Proposals | undefined,
  counts: Readonly<Record<string, number>>,
  names: Names,
) {
  return {
    created: neededProposals(proposals, counts)?.series.length ?? 0,
    series: (proposals?.series ?? []).map((one, number) => ({
      number,
      figures: counts[one.key] ?? 0,
      dimensions: one.dimensions.map((key) => names.dimensions.get(key) ?? key).join(', '),
      typed: typedProposal(one),
    })),
  }
}
export type ProposalsView = ReturnType<typeof viewProposals>
