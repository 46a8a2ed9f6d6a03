/** Reasons that are offered; `other` is only what the person writes. */
export const exactPurposes = ['check', 'planning', 'question', 'other'] as const
export type ExactPurpose = (typeof exactPurposes)[number]

/** Shorter than this no reason says anything. */
const shortestReason = 10
const longestReason = 500

export type ExactAsked =
  | {
      readonly ok: true
      readonly purpose: ExactPurpose
      readonly text: string
      readonly year: number | undefined
    }
  | { readonly ok: false; readonly errors: readonly ('purpose' | 'text-missing' | 'text-long')[] }

/** What the form of exact values was filled in with: purpose, text and year ("" for all). */
export function readExactForm(form: FormData): ExactAsked {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : ''
  }
  const purpose = exactPurposes.find((one) => one === field('zweck'))
  const text = field('begruendung')
  const year = /^\d{4}$/.test(field('jahr')) ? Number(field('jahr')) : undefined
  if (!purpose) return { ok: false, errors: ['purpose'] }
  if (purpose === 'other' && text.length < shortestReason) return { ok: false, errors: ['text-missing'] }
  if (text.length > longestReason) return { ok: false, errors: ['text-long'] }
  return { ok: true, purpose, text, year }
}
