/*
 * What of a change goes into the trail: only the fields that changed, and of personal fields only that they changed.
 * The trail is kept for years and nobody can take anything out of it again, so it must not hold what isn't needed to see
 * who did what (Art. 5(1)(c) GDPR).
 */

export type Fields = Readonly<Record<string, unknown>>

/** Stands for the value of a personal field. */
export const masked = { masked: true } as const

export function isMasked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'masked' in value && value.masked === true
}

/** Personal or secret wherever they stand. Compared in small letters without "_" and "-". */
const alwaysPersonal: ReadonlySet<string> = new Set([
  'email',
  'mail',
  'replyto',
  'recipient',
  'phone',
  'telephone',
  'mobile',
  'address',
  'birthday',
  'birthdate',
  'dateofbirth',
  'contactemail',
  'feedbackemail',
  'password',
  'passwordhash',
  'secret',
  'clientsecret',
  'secondfactorsecret',
  'token',
  'tokenhash',
  'code',
  'subject',
  'useragent',
])

/** Personal where the thing is a person or what a person wrote. Elsewhere a name is that of a place or a goal. */
const personalOfPersons: ReadonlySet<string> = new Set([
  'name',
  'firstname',
  'lastname',
  'text',
  'message',
  'body',
])
const aboutPersons = ['people.', 'account.', 'invitation.', 'feedback.', 'session.']

function isPersonal(field: string, action: string): boolean {
  const plain = field.toLowerCase().replaceAll(/[_-]/g, '')
  return (
    alwaysPersonal.has(plain) ||
    (personalOfPersons.has(plain) && aboutPersons.some((start) => action.startsWith(start)))
  )
}

/** The same value with personal fields masked at every depth. `action` tells whether it is about a person. */
export function maskPersonal(value: unknown, action = ''): unknown {
  if (Array.isArray(value)) return value.map((part) => maskPersonal(part, action))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([field, part]) => [
      field,
      isPersonal(field, action) && part !== null && part !== undefined ? masked : maskPersonal(part, action),
    ]),
  )
}

/** Equal as JSON, whatever the order of the keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [a, b] = [one as Fields, other as Fields]
  const defined = (fields: Fields) => Object.keys(fields).filter((key) => fields[key] !== undefined)
  const keys = defined(a)
  return keys.length === defined(b).length && keys.every((key) => isSame(a[key], b[key]))
}

export type Change = { readonly before?: Fields; readonly after?: Fields }

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields that differ, within nested ones too. A field that only one side has is null on the other. */
function differ(before: Fields, after: Fields): { before: Fields; after: Fields } {
  const former: Record<string, unknown> = {}
  const latter: Record<string, unknown> = {}
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[field] ?? null, after[field] ?? null]
    if (isSame(one, other)) continue
    const inner = isFields(one) && isFields(other) ? differ(one, other) : { before: one, after: other }
    former[field] = inner.before
    latter[field] = inner.after
  }
  return { before: former, after: latter }
}

/** As it comes back from the database: without undefined, dates as text. */
const asJson = (fields: Fields) => JSON.parse(JSON.stringify(fields)) as Fields
const mask = (fields: Fields) => maskPersonal(fields) as Fields

/**
 * Details of an entry about one thing: the fields that differ, as they were and as they are, personal ones masked.
 * Without `before` it was created, without `after` removed: then all fields stand.
 */
export function describeChange(before: Fields | undefined, after: Fields | undefined): Change {
  if (before && after) {
    const change = differ(asJson(before), asJson(after))
    return { before: mask(change.before), after: mask(change.after) }
  }
  return {
    ...(before && { before: mask(asJson(before)) }),
    ...(after && { after: mask(asJson(after)) }),
  }
}

/**
 * Details of an entry about many things at once, by key: which are new, and of the others what differs. Things that are not
 * in `after` were left alone.
 */
export function describeChanges(
  before: ReadonlyMap<string, Fields>,
  after: ReadonlyMap<string, Fields>,
): Change & { readonly added: readonly string[] } {
  const known = [...after].filter(([key]) => before.has(key))
  const former = Object.fromEntries(known.map(([key]) => [key, before.get(key)!]))
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    ...describeChange(former, Object.fromEntries(known)),
  }
}
