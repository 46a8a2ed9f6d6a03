import { describeRefusal, type FiguresT } from '../sentences.ts'
import type { Aggregation, FileProblem } from './aggregate.ts'
import type { ArrivalOutcome } from './arrival.server.ts'
import type { RulesProblem } from './rules.ts'

export const describeRulesProblem = ({ line, kind, text }: RulesProblem, t: FiguresT): string =>
  t('individual.atLine', { line, sentence: t(`individual.wrong.${kind}`, { text }) })

export function describeFileProblem(problem: FileProblem, t: FiguresT): string {
  const columns = 'columns' in problem ? problem.columns.map((name) => `„${name}“`).join(', ') : ''
  return t(`individual.fileProblem.${problem.kind}`, { columns })
}

/** How many fields are wrong, and the first of them. */
export function describeFieldProblems(result: Aggregation, t: FiguresT): string[] {
  return [
    t('individual.fields', { count: result.problemCount }),
    ...result.problems
      .slice(0, 20)
      .map(({ row, column, kind }) => t(`individual.field.${kind}`, { row, column })),
  ]
}

/** Errors beside the fields of the upload form for a file that gave nothing. */
export function describeArrivalOutcome(
  outcome: Exclude<ArrivalOutcome, { ok: true }>,
  t: FiguresT,
): { readonly field: string; readonly message: string }[] {
  switch (outcome.why) {
    case 'refused':
      return [{ field: 'file', message: describeRefusal(outcome.refusal, t) }]
    case 'file':
      return [{ field: 'file', message: describeFileProblem(outcome.problem, t) }]
    case 'fields':
      return describeFieldProblems(outcome.result, t).map((message) => ({ field: 'file', message }))
    default: {
      const field = outcome.why === 'unknown-rule' || outcome.why === 'rule-outdated' ? 'rule' : 'file'
      return [{ field, message: t(`individual.no.${outcome.why}`) }]
    }
  }
}
