import type { Database } from '#app/platform/database.server.ts'
import { type NewPasswordProblem, readNewPassword } from '../signIn/newPassword.server.ts'
import { hashPassword } from '../signIn/passwords.server.ts'
import type { TenantParts } from '../tenantParts.server.ts'
import { readNewMunicipality, type TenantField, type TenantProblem } from './newTenant.ts'
import { type EmailProblem, type NameProblem, readEmail, readName } from './person.ts'
import { foundTenant } from './setup.server.ts'

const setUpFields = ['name', 'slug', 'kind', 'ags', 'parts', 'personName', 'email'] as const
export type TypedSetUp = Readonly<Record<(typeof setUpFields)[number], string>>

export type SetUpProblems = {
  readonly tenant: readonly TenantProblem[]
  readonly personName?: NameProblem
  readonly email?: EmailProblem | 'email-taken'
  readonly password?: NewPasswordProblem
}
export type SetUpOutcome =
  | { readonly slug: string; readonly accountId: number }
  | { readonly typed: TypedSetUp; readonly problems: SetUpProblems }
  /** Somebody else was faster, or the code never held. */
  | 'closed'

function readSetUpForm(form: FormData): TypedSetUp {
  const entries = setUpFields.map((field) => {
    const value = form.get(field)
    return [field, typeof value === 'string' ? value : '']
  })
  return Object.fromEntries(entries) as TypedSetUp
}

/** Creates municipality and first administrator as typed; all that is wrong is said at once, and nothing is created then. */
export async function setUp(
  database: Database,
  parts: TenantParts,
  given: { readonly form: FormData; readonly code: string },
  now: Date,
): Promise<SetUpOutcome> {
  const { form, code } = given
  const typed = readSetUpForm(form)
  const municipality = readNewMunicipality(typed as Readonly<Record<TenantField, string>>)
  const [name, email] = [readName(typed.personName), readEmail(typed.email)]
  const known = { name: `${typed.personName} ${typed.name}`, email: typed.email }
  const password = await database.shared((shared) => readNewPassword(shared, form, known))
  if (!municipality.ok || 'problem' in name || 'problem' in email || 'problem' in password)
    return {
      typed,
      problems: {
        tenant: municipality.ok ? [] : municipality.problems,
        ...('problem' in name ? { personName: name.problem } : {}),
        ...('problem' in email ? { email: email.problem } : {}),
        ...('problem' in password ? { password: password.problem } : {}),
      },
    }
  const passwordHash = await hashPassword(password.password)
  const administrator = { name: name.value, email: email.value, passwordHash }
  const founded = await foundTenant(
    database,
    parts,
    { municipality: municipality.value, administrator, code, actorName: name.value },
    now,
  )
  if (founded === 'slug-taken')
    return { typed, problems: { tenant: [{ field: 'slug', kind: 'slug-taken' }] } }
  if (founded === 'email-taken') return { typed, problems: { tenant: [], email: 'email-taken' } }
  if (founded === 'code-used' || founded.accountId === undefined) return 'closed'
  return { slug: municipality.value.slug, accountId: founded.accountId }
}
