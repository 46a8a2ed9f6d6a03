import { toKey } from '#app/plain/key.ts'
import { type OrganisationKind, organisationKinds } from './organisation.ts'

/** What can be said of an organisation; its key is made from the first name and stays. */
export type OrganisationFields = {
  readonly name: string
  /** "" where the German name is used in English too. */
  readonly nameEn: string
  readonly kind: OrganisationKind
}

/** As it came from the form. `names`: one per line, for several at once. */
export type TypedOrganisation = {
  readonly name: string
  readonly nameEn: string
  readonly names: string
  readonly kind: string
}

/** What is wrong with a field; `names` says with which of several. The sentences stand in `texts.ts`. */
export type OrganisationProblem = {
  readonly field: 'name' | 'nameEn' | 'names' | 'kind'
  readonly kind: 'missing' | 'long' | 'characters' | 'taken' | 'double' | 'many'
  readonly names?: readonly string[]
}

type Read<T> = { readonly value: T } | { readonly problems: readonly OrganisationProblem[] }

const longestName = 200
const mostAtOnce = 300
const longestKey = 60
/** The addresses of the pages stand beside those of the organisations. */
const reservedKeys: ReadonlySet<string> = new Set(['neu'])

const tidy = (typed: string) => typed.normalize('NFC').trim().replace(/\s+/g, ' ')

/** Two names that people would take for the same. */
export const isSameName = (one: string, other: string): boolean => comparable(one) === comparable(other)
const comparable = (name: string) => tidy(name).toLowerCase()

/** Control characters and those that turn the direction of what follows; the joiners U+200C and U+200D belong to some scripts. */
const isUnseen = (text: string) => /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u.test(text)

function checkName(name: string): 'missing' | 'long' | 'characters' | undefined {
  if (name === '') return 'missing'
  if ([...name].length > longestName) return 'long'
  return isUnseen(name) ? 'characters' : undefined
}

const readKind = (typed: string) => organisationKinds.find((known) => known === typed)
const kindMissing = { field: 'kind', kind: 'missing' } as const

/** One organisation. */
export function readOrganisation(typed: TypedOrganisation): Read<OrganisationFields> {
  const [name, nameEn, kind] = [tidy(typed.name), tidy(typed.nameEn), readKind(typed.kind)]
  const wrong = checkName(name)
  const wrongEn = nameEn === '' ? undefined : checkName(nameEn)
  const problems: OrganisationProblem[] = [
    ...(kind ? [] : [kindMissing]),
    ...(wrong ? [{ field: 'name', kind: wrong } as const] : []),
    ...(wrongEn ? [{ field: 'nameEn', kind: wrongEn } as const] : []),
  ]
  return problems.length > 0 || !kind ? { problems } : { value: { name, nameEn, kind } }
}

/** Several of one kind, a name per line; empty lines don't count. */
export function readOrganisations(typed: TypedOrganisation): Read<readonly OrganisationFields[]> {
  const kind = readKind(typed.kind)
  const lines = typed.names.split(/\r?\n/).map(tidy)
  const names = lines.filter((line) => line !== '')
  const wrong = checkNames(names)
  const problems = [...(kind ? [] : [kindMissing]), ...(wrong ? [{ field: 'names', ...wrong } as const] : [])]
  return problems.length > 0 || !kind
    ? { problems }
    : { value: names.map((name) => ({ name, nameEn: '', kind })) }
}

/** The first thing that is wrong with the list; names are shown only as far as somebody could have meant them. */
function checkNames(names: readonly string[]): Omit<OrganisationProblem, 'field'> | undefined {
  if (names.length === 0) return { kind: 'missing' }
  if (names.length > mostAtOnce) return { kind: 'many' }
  const bad = names.find((name) => checkName(name) !== undefined)
  if (bad !== undefined) return { kind: checkName(bad)!, names: [shorten(bad)] }
  const seen = new Set<string>()
  const double = names.find((name) => seen.size === seen.add(comparable(name)).size)
  return double === undefined ? undefined : { kind: 'double', names: [double] }
}

const shorten = (name: string) => ([...name].length > 40 ? `${[...name].slice(0, 40).join('')} …` : name)

/** A key that nobody has: from the name, with a number where that is taken. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const stem = toKey(name).slice(0, longestKey).replace(/-$/, '') || 'stelle'
  const isFree = (key: string) => !taken.has(key) && !reservedKeys.has(key)
  if (isFree(stem)) return stem
  let number = 2
  while (!isFree(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}
