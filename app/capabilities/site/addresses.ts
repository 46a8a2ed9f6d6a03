import { isMailAddress } from '#app/platform/mail/mail.ts'

/** Mailboxes of the municipality, as fields of a form. */
export const addressFields = ['contactEmail', 'feedbackEmail'] as const
type AddressField = (typeof addressFields)[number]

/** What was typed, and which of it is no mail address; undefined when the form is not ours. An empty field means none. */
export function readAddresses(
  get: (name: string) => string | undefined,
): { typed: Record<AddressField, string>; wrong: AddressField[] } | undefined {
  const [contactEmail, feedbackEmail] = addressFields.map((name) => get(name)?.trim())
  if (contactEmail === undefined || feedbackEmail === undefined) return undefined
  const typed = { contactEmail, feedbackEmail }
  return { typed, wrong: addressFields.filter((name) => typed[name] !== '' && !isMailAddress(typed[name])) }
}
