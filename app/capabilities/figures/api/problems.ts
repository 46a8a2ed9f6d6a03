import type { FiguresT } from '../sentences.ts'
import { type ApiAnswer, type Problem, type ProblemKind, problemStatuses, problemType } from './problem.ts'

/** A problem in words; `detail` says what happened this time. */
export function describeProblem(
  t: FiguresT,
  kind: ProblemKind,
  detail: string,
  { errors, unmatched }: Pick<Problem, 'errors' | 'unmatched'> = {},
): ApiAnswer & { readonly body: Problem } {
  const status = problemStatuses[kind]
  return {
    status,
    body: {
      type: problemType(kind),
      title: t(`api.problem.${kind}`),
      status,
      detail,
      ...(errors && errors.length > 0 && { errors }),
      ...(unmatched && unmatched.length > 0 && { unmatched }),
    },
  }
}
