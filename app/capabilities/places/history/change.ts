import { toKey } from '#app/plain/key.ts'
import { add, compare, fromNumber } from '#app/plain/rational.ts'
import type { Place, PlaceKind } from '../place.ts'
import { shareOf } from '../succession.ts'
import { isDay } from '../validity.ts'

/** What happened to a place, as somebody typed it; every field is text. */
export type TypedChange = {
  readonly happenedOn: string
  readonly base: string
  readonly note: string
  readonly decidedBy: string
  /** Name of the whole after a merger or of the renamed place. */
  readonly name: string
  /** Key of the new parent. */
  readonly parent: string
  /** What becomes of a place that is split. */
  readonly parts: readonly { readonly name: string; readonly share: string }[]
  /** How the shares were typed: as percent, or as counts (people, children). */
  readonly measure: string
  /** Keys of the places that become one. */
  readonly places: readonly string[]
}

export const measures = ['percent', 'count'] as const

/** What was decided, beside what happens. */
export type Decision = {
  readonly happenedOn: string
  readonly base: string
  readonly note: string
  readonly decidedBy: string
}

export type Split = {
  readonly parts: readonly { readonly name: string; readonly part: string }[]
  /** All of it, in the same measure: 100, or the sum of the counts. */
  readonly whole: string
}

/** What is wrong with one field; the sentences stand in `texts.ts` (`change.problem.<kind>`). */
export type ChangeProblem = {
  readonly field: string
  readonly kind:
    | 'no-day'
    | 'no-name'
    | 'long'
    | 'no-base'
    | 'too-few-parts'
    | 'same-names'
    | 'no-share'
    | 'not-whole'
    | 'no-parent'
    | 'too-few-places'
  readonly parameters?: Readonly<Record<string, string | number>>
}

export type DecisionProblem = ChangeProblem & { readonly kind: 'no-day' | 'long' }

export type ReadChange<T> = { readonly value: T } | { readonly problems: readonly ChangeProblem[] }

const longestName = 200
const longestNote = 1000

export const tidyName = (typed: string) => typed.normalize('NFC').trim().replace(/\s+/g, ' ')

/** Two names that people would take for the same. */
export const isSameName = (one: string, other: string) =>
  tidyName(one).toLowerCase() === tidyName(other).toLowerCase()

function checkName(name: string, field: string): ChangeProblem[] {
  if (name === '') return [{ field, kind: 'no-name' }]
  return [...name].length > longestName ? [{ field, kind: 'long' }] : []
}

/** Day, base, note and who decided. */
export function readDecision(
  typed: Decision,
): { readonly value: Decision } | { readonly problems: readonly DecisionProblem[] } {
  const happenedOn = typed.happenedOn.trim()
  const [base, note, decidedBy] = [tidyName(typed.base), typed.note.trim(), tidyName(typed.decidedBy)]
  const problems: DecisionProblem[] = [
    ...(isDay(happenedOn) ? [] : [{ field: 'happenedOn', kind: 'no-day' } as const]),
    ...(base.length > longestName ? [{ field: 'base', kind: 'long' } as const] : []),
    ...(decidedBy.length > longestName ? [{ field: 'decidedBy', kind: 'long' } as const] : []),
    ...(note.length > longestNote ? [{ field: 'note', kind: 'long' } as const] : []),
  ]
  return problems.length > 0 ? { problems } : { value: { happenedOn, base, note, decidedBy } }
}

/** "62,5", "62.5", "1 250" or "1.250,5" as the database writes it; undefined where it is no number above 0. */
export function readShare(typed: string): string | undefined {
  const text = typed
    .trim()
    .replace(/\s*%$/, '')
    .replace(/[\s\u202f]/g, '')
  const isGrouped = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(text)
  const plain = (isGrouped ? text.replaceAll('.', '') : text).replace(',', '.')
  return shareOf(plain, '1') ? plain : undefined
}

/** Into which places one is split, and how its figures are distributed. Empty lines don't count. */
export function readSplit(typed: TypedChange): ReadChange<Split> {
  const lines = typed.parts
    .map(({ name, share }, index) => ({ name: tidyName(name), share: share.trim(), index }))
    .filter(({ name, share }) => name !== '' || share !== '')
  const problems: ChangeProblem[] = lines.flatMap(({ name, index }) => checkName(name, `partName-${index}`))
  if (lines.length < 2) problems.push({ field: 'partName-0', kind: 'too-few-parts' })
  for (const [position, { name, index }] of lines.entries())
    if (lines.slice(0, position).some((other) => name !== '' && isSameName(other.name, name)))
      problems.push({ field: `partName-${index}`, kind: 'same-names', parameters: { name } })
  const shares = lines.map(({ share, index }) => ({ part: readShare(share), share, index }))
  for (const { part, share, index } of shares)
    if (part === undefined)
      problems.push({ field: `partShare-${index}`, kind: 'no-share', parameters: { text: share } })
  if (tidyName(typed.base) === '') problems.push({ field: 'base', kind: 'no-base' })
  if (problems.length > 0) return { problems }
  const parts = lines.map(({ name }, position) => ({ name, part: shares[position]!.part! }))
  const sum = parts.map(({ part }) => shareOf(part, '1')!).reduce(add, fromNumber(0))
  if (typed.measure === 'count') return { value: { parts, whole: writeSum(parts.map(({ part }) => part)) } }
  if (compare(sum, fromNumber(100)) !== 0) {
    const found = writeSum(parts.map(({ part }) => part)).replace('.', ',')
    return {
      problems: [{ field: `partShare-${lines[0]!.index}`, kind: 'not-whole', parameters: { sum: found } }],
    }
  }
  return { value: { parts, whole: '100' } }
}

/** The sum of decimals, exactly, as a decimal. */
export function writeSum(parts: readonly string[]): string {
  const decimals = Math.max(0, ...parts.map((part) => part.split('.')[1]?.length ?? 0))
  const units = parts.map((part) => {
    const [whole = '', rest = ''] = part.split('.')
    return BigInt(whole + rest.padEnd(decimals, '0'))
  })
  const digits = units
    .reduce((a, b) => a + b, 0n)
    .toString()
    .padStart(decimals + 1, '0')
  const [whole, rest] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)]
  return `${whole}${rest === '' ? '' : `.${rest}`}`.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

/** The name that a place has from a day on. */
export function readName(typed: TypedChange): ReadChange<string> {
  const name = tidyName(typed.name)
  const problems = checkName(name, 'name')
  return problems.length > 0 ? { problems } : { value: name }
}

const longestKey = 60
/** The addresses of the pages stand beside those of the places. */
const reserved: ReadonlySet<string> = new Set(['neu', 'liste', 'neuzuschnitt'])

/** A key for a new place: from its name, with the year it begins in or a number where that is taken. */
export function freePlaceKey(name: string, year: string | undefined, taken: ReadonlySet<string>): string {
  const base = toKey(name).slice(0, longestKey).replace(/-$/, '') || 'ort'
  const isFree = (key: string) => !taken.has(key) && !reserved.has(key)
  if (isFree(base)) return base
  const dated = year === undefined ? base : `${base}-${year}`
  if (isFree(dated)) return dated
  for (let number = 2; ; number += 1) if (isFree(`${dated}-${number}`)) return `${dated}-${number}`
}

/** Which kinds may stand under which: a town under a county or state, an area under a town, a quarter under an area or town. */
const parentsOf: Readonly<Record<PlaceKind, readonly PlaceKind[]>> = {
  state: [],
  county: ['state'],
  town: ['county', 'state'],
  area: ['town', 'county', 'area'],
  quarter: ['area', 'town'],
  unassigned: ['county', 'town', 'area'],
}

export const mayStandUnder = (kind: PlaceKind, parent: PlaceKind): boolean => parentsOf[kind].includes(parent)

/** Whether a place may be the parent of another: fitting, there on that day, and not below it. */
export function isParentFor(
  place: Pick<Place, 'id' | 'kind'>,
  parent: Place,
  places: readonly Place[],
): boolean {
  const byId = new Map(places.map((one) => [one.id, one]))
  const above = new Set<number>()
  for (let at: Place | undefined = parent; at && !above.has(at.id); at = byId.get(at.parentId ?? 0))
    above.add(at.id)
  return mayStandUnder(place.kind, parent.kind) && !above.has(place.id)
}
