import { toKey } from '#app/plain/key.ts'
import { type TenantKind, tenantKinds } from '../account.ts'
import { type NameProblem, readName } from './person.ts'

/** First parts of addresses that are pages of the software itself. */
export const reservedSlugs: readonly string[] = [
  'anmelden',
  'abmelden',
  'konto',
  'verwaltung',
  'hilfe',
  'api',
  'assets',
  'status',
  'sprache',
  'einrichten',
]

/** A municipality to be created, as read from a form or from the command line. */
export type NewMunicipality = {
  readonly slug: string
  readonly name: string
  readonly kind: TenantKind
  /** Official key (Amtlicher Gemeindeschlüssel): 8 digits for a town, 5 for a county, 2 for a state. */
  readonly ags: string | undefined
  /** Names of the towns of a county or of the social areas of a town; may be empty. */
  readonly parts: readonly string[]
}

export type TenantField = 'name' | 'slug' | 'kind' | 'ags' | 'parts'
export type TenantProblem = {
  readonly field: TenantField
  readonly kind:
    | NameProblem
    | 'slug-missing'
    | 'slug-shape'
    | 'slug-reserved'
    | 'slug-taken'
    | 'kind-missing'
    | 'ags-shape'
    | 'parts-double'
    | 'parts-many'
    | 'parts-long'
}

const agsLength: Record<TenantKind, number> = { municipality: 8, county: 5, 'state-office': 2 }
/** A town has dozens of social areas, a county at most as many towns; more is a pasted mistake. */
const mostParts = 300
const longestPart = 80

/** Reads what was typed. All problems at once, so that nobody has to send the form five times. */
export function readNewMunicipality(
  typed: Readonly<Record<TenantField, string>>,
):
  | { readonly ok: true; readonly value: NewMunicipality }
  | { readonly ok: false; readonly problems: TenantProblem[] } {
  const problems: TenantProblem[] = []
  const name = readName(typed.name)
  if ('problem' in name) problems.push({ field: 'name', kind: name.problem })
  const slug = typed.slug.trim().toLowerCase()
  if (slug === '') problems.push({ field: 'slug', kind: 'slug-missing' })
  else if (reservedSlugs.includes(slug)) problems.push({ field: 'slug', kind: 'slug-reserved' })
  else if (!/^[a-z](?:-?[a-z0-9]){1,39}$/.test(slug) || slug.length > 40)
    problems.push({ field: 'slug', kind: 'slug-shape' })
  const kind = tenantKinds.find((known) => known === typed.kind)
  if (!kind) problems.push({ field: 'kind', kind: 'kind-missing' })
  const ags = typed.ags.replace(/\s/g, '')
  if (ags !== '' && kind && !isAgs(ags, kind)) problems.push({ field: 'ags', kind: 'ags-shape' })
  const { parts, problem } = readParts(typed.parts)
  if (problem) problems.push({ field: 'parts', kind: problem })
  if (problems.length > 0 || 'problem' in name || !kind) return { ok: false, problems }
  return { ok: true, value: { slug, name: name.value, kind, ags: ags === '' ? undefined : ags, parts } }
}

/** The first two digits are the state, 01 to 16. */
function isAgs(ags: string, kind: TenantKind): boolean {
  return /^\d+$/.test(ags) && ags.length === agsLength[kind] && /^(?:0[1-9]|1[0-6])/.test(ags)
}

/** One name per line; empty lines don't count. */
function readParts(typed: string): {
  parts: string[]
  problem?: 'parts-double' | 'parts-many' | 'parts-long' | 'name-characters'
} {
  const lines = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > mostParts) return { parts: [], problem: 'parts-many' }
  if (lines.some((line) => line.length > longestPart)) return { parts: [], problem: 'parts-long' }
  if (lines.some((line) => 'problem' in readName(line) || toKey(line) === ''))
    return { parts: [], problem: 'name-characters' }
  if (new Set(lines.map(toKey)).size < lines.length) return { parts: [], problem: 'parts-double' }
  return { parts: lines }
}
