import type { PlacePoint, PointKind } from './point.ts'

/** What lists call kinds of facilities; the first that fits counts, since "Kita und Familienzentrum" is both. */
const kindWords: readonly (readonly [PointKind, RegExp])[] = [
  ['family_centre', /familienz|familienb(?:ü|ue)ro|family cent/],
  ['kita', /kita|kindertages|kindergarten|krippe|tageseinrichtung|gro(?:ß|ss)tagespflege|childcare|nursery/],
  ['counselling', /berat|counsel|advice/],
  ['youth_centre', /jugend|offene t(?:ü|ue)r|\bhot\b|youth/],
  ['school', /schul|gymnasium|berufskolleg|school/],
  ['health', /gesundheit|praxis|klinik|krankenhaus|(?:ä|ae)rzt|arzt|hebamme|sozialp(?:ä|ae)diatri|health/],
  ['other', /sonstig|andere|other/],
]

/** The kind that a word means; undefined where there is none. */
export function readPointKind(text: string): PointKind | 'unknown' | undefined {
  if (text === '') return undefined
  const simple = text.normalize('NFC').toLowerCase()
  return kindWords.find(([, pattern]) => pattern.test(simple))?.[0] ?? 'unknown'
}

export function readShown(text: string): boolean | 'unknown' | undefined {
  if (text === '') return undefined
  const simple = text.trim().toLowerCase()
  if (/^(?:ja|j|x|1|wahr|true|yes|y)$/.test(simple)) return true
  return /^(?:nein|n|0|-|falsch|false|no)$/.test(simple) ? false : 'unknown'
}

/** Longest texts of a facility, as lists of towns need them. */
const longest = { name: 200, street: 120, houseNumber: 20, postcode: 10, town: 100 } as const
type TextField = keyof typeof longest

/** Which text is longer than any that is one. */
export function lengthProblem(point: Pick<PlacePoint, TextField>): TextField | undefined {
  const fields = Object.keys(longest) as TextField[]
  return fields.find((field) => [...point[field]].length > longest[field])
}
