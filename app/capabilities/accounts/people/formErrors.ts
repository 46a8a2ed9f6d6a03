import type { TFunction } from 'i18next'
import type { GrantProblem } from './scopes.ts'

/** What is wrong with a role and its limits, for the summary over the form. */
export function grantErrors(
  problems: readonly GrantProblem[],
  t: TFunction<'people'>,
): { readonly field: string; readonly message: string }[] {
  return problems.map((problem) =>
    problem.kind === 'role-missing'
      ? { field: 'role', message: t('problem.role-missing') }
      : { field: problem.scope, message: t(`problem.${problem.kind}.${problem.scope}`) },
  )
}
