import { type Fields, isMasked } from './describeChange.ts'

/** One field of an entry's details. `before`/`after` where it changed, `value` where the entry only states it. */
export type DetailRow = {
  /** Field names from the outside in: ["targets", "1", "place"]. Numbers of list elements begin with 1. */
  readonly path: readonly string[]
  readonly before?: Detail
  readonly after?: Detail
  readonly value?: Detail
}

export type Detail =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly yes: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'masked' }

/** More than a person reads; the file with all entries has the rest. */
const mostRows = 300

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlain = (value: unknown) => value === null || typeof value !== 'object'

function toDetail(value: unknown): Detail {
  if (value === null || value === undefined || value === '') return { kind: 'empty' }
  if (isMasked(value)) return { kind: 'masked' }
  if (Array.isArray(value)) {
    return value.length === 0 ? { kind: 'empty' } : { kind: 'text', text: value.map(String).join(', ') }
  }
  if (typeof value === 'number') return { kind: 'number', number: value }
  if (typeof value === 'boolean') return { kind: 'boolean', yes: value }
  return { kind: 'text', text: String(value) }
}

/** Single fields at any depth with their paths; lists of plain values are one field. */
function flatten(value: unknown, path: readonly string[]): [readonly string[], Detail][] {
  if (Array.isArray(value) && !value.every(isPlain))
    return value.flatMap((part, index) => flatten(part, [...path, String(index + 1)]))
  if (isFields(value) && !isMasked(value))
    return Object.entries(value).flatMap(([key, part]) => flatten(part, [...path, key]))
  return [[path, toDetail(value)]]
}

const pathKey = (path: readonly string[]) => JSON.stringify(path)
const isSame = (one: Detail, other: Detail) =>
  JSON.stringify(one) === JSON.stringify(other) && one.kind !== 'masked'
const empty: Detail = { kind: 'empty' }

/** Details of an entry as rows that can be read. Of nested things only the parts that differ; at most 300 rows. */
export function readDetails(details: unknown): {
  readonly rows: readonly DetailRow[]
  readonly further: number
} {
  if (!isFields(details)) return { rows: [], further: 0 }
  const { before, after, ...stated } = details
  const flat = (fields: unknown) =>
    new Map(isFields(fields) ? flatten(fields, []).map(([path, part]) => [pathKey(path), part]) : [])
  const [former, latter] = [flat(before), flat(after)]
  const isCreated = before === undefined
  const changed = [...new Set([...former.keys(), ...latter.keys()])].flatMap((key): DetailRow[] => {
    const [one, other] = [former.get(key) ?? empty, latter.get(key) ?? empty]
    const path = JSON.parse(key) as string[]
    if (isCreated) return [{ path, value: other }]
    return isSame(one, other) ? [] : [{ path, before: one, after: other }]
  })
  const rows = [...changed, ...flatten(stated, []).map(([path, value]): DetailRow => ({ path, value }))]
  const named = rows.filter(({ path }) => path.length > 0)
  return { rows: named.slice(0, mostRows), further: Math.max(0, named.length - mostRows) }
}
