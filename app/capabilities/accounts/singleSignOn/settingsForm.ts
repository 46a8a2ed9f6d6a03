import type { IssuerProblem } from './issuer.ts'
import { readIssuer } from './issuer.ts'
import type { ProviderInput } from './provider.ts'

/** What an administrator types about the provider; the secret is never shown again. */
export const providerFields = [
  'issuer',
  'clientId',
  'clientSecret',
  'label',
  'groupClaim',
  'trustsSecondFactor',
  'enabled',
] as const
export type ProviderField = (typeof providerFields)[number]
export type ProviderForm = Readonly<Record<ProviderField, string>>

export type ProviderProblem = {
  readonly field: ProviderField
  readonly kind: IssuerProblem | 'missing' | 'too-long'
}

const longest: Readonly<Record<ProviderField, number>> = {
  issuer: 500,
  clientId: 255,
  clientSecret: 1000,
  label: 60,
  groupClaim: 255,
  trustsSecondFactor: 4,
  enabled: 4,
}

/** An empty secret means: the former one stays. */
export function readProviderForm(form: FormData): ProviderForm {
  const typed = providerFields.map((field) => [field, String(form.get(field) ?? '').trim()])
  return Object.fromEntries(typed) as ProviderForm
}

/** Checks what was typed. `hasSecret`: there is one already; `trial`: see `isTrial`. */
export function checkProviderForm(
  typed: ProviderForm,
  { hasSecret, trial }: { readonly hasSecret: boolean; readonly trial: boolean },
): { readonly input: ProviderInput; readonly problems: readonly ProviderProblem[] } {
  const issuer = readIssuer(typed.issuer, trial)
  const problems = providerFields.flatMap((field): ProviderProblem[] => {
    const isNeeded = field !== 'clientSecret' || !hasSecret
    if (typed[field] === '') return isNeeded ? [{ field, kind: 'missing' }] : []
    if (typed[field].length > longest[field]) return [{ field, kind: 'too-long' }]
    return field === 'issuer' && !issuer.ok ? [{ field, kind: issuer.problem }] : []
  })
  const input: ProviderInput = {
    issuer: issuer.ok ? issuer.issuer : '',
    clientId: typed.clientId,
    clientSecret: typed.clientSecret || undefined,
    label: typed.label,
    groupClaim: typed.groupClaim,
    trustsSecondFactor: typed.trustsSecondFactor === 'ja',
    enabled: typed.enabled === 'ja',
  }
  return { input, problems }
}

/** The name of a group as typed: only spaces around it are taken away, the rest is compared letter by letter. */
export function readGroupName(
  form: FormData,
):
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly name: string; readonly problem: 'missing' | 'too-long' } {
  const name = String(form.get('group') ?? '').trim()
  if (name === '') return { ok: false, name, problem: 'missing' }
  return name.length > 255 ? { ok: false, name: name.slice(0, 255), problem: 'too-long' } : { ok: true, name }
}
