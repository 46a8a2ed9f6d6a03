import { createContext, useContext } from 'react'
import type { FiguresT } from './sentences.ts'
import type { SeriesProblem } from './series/seriesForm.ts'

/** What is wrong with a field of the preview's forms. */
export type FormProblem = 'wrong-rows' | 'wrong-breakdown' | 'unconfirmed' | SeriesProblem
export type FormError = { readonly field: string; readonly problem: FormProblem }

/** A form that came back: what is wrong with it, and everything as it was typed. */
export type FormBack = {
  readonly errors: readonly { readonly field: string; readonly message: string }[]
  readonly typed: Readonly<Record<string, string>>
}

export function describeErrors(errors: readonly FormError[], t: FiguresT): FormBack['errors'] {
  return errors.map(({ field, problem }) => {
    if (problem === 'wrong-rows') return { field, message: t('preview.wrongRows') }
    if (problem === 'wrong-breakdown') return { field, message: t('preview.wrongBreakdown') }
    if (problem === 'unconfirmed') return { field, message: t('proposals.unconfirmed') }
    return { field, message: t(`series.problem.${problem}`) }
  })
}

/** The texts of a form, several of one name with spaces between. */
export function typedIn(form: FormData): FormBack['typed'] {
  const typed: Record<string, string> = {}
  for (const [name, value] of form)
    if (typeof value === 'string') typed[name] = name in typed ? `${typed[name]} ${value}` : value
  return typed
}

/** What of a refused form holds, however the file is read by now: the reason, in words. Choices by position don't. */
export function wordsIn(form: FormData): FormBack['typed'] {
  const reason = form.get('reason')
  return typeof reason === 'string' ? { reason } : {}
}

export const emptyBack: FormBack = { errors: [], typed: {} }
export const FormBackContext = createContext<FormBack>(emptyBack)

/** Properties of a field of the preview: what was typed, else what is shown, and what is wrong with it. */
export function useBack() {
  const { errors, typed } = useContext(FormBackContext)
  const field = (name: string, shown: string) => {
    const message = errors.find((one) => one.field === name)?.message
    return { name, defaultValue: typed[name] ?? shown, ...(message !== undefined && { error: message }) }
  }
  return { field, typed, hasErrorIn: (prefix: string) => errors.some((one) => one.field.startsWith(prefix)) }
}
