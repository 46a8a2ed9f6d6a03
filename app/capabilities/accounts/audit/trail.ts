import type { AuditKind } from './audit.table.ts'

/** Which entries are wanted; what is left out is not asked for. */
export type TrailFilter = {
  /** ISO dates, both included, as the calendar in Germany has them. */
  readonly from?: string
  readonly to?: string
  /** Number of an account; or a name as it stands in the entries, which several people may bear. */
  readonly person?: string
  readonly kind?: AuditKind
  readonly action?: string
  /** "delivery 12", or only a part of it. */
  readonly thing?: string
}

/** Which part of the list: the entries before a position (older), after one (newer), or the newest. */
export type TrailPart = { readonly before?: number; readonly after?: number }

/** Entries on a page. */
export const pageLength = 50

export const kinds = ['change', 'look', 'account'] as const satisfies readonly AuditKind[]

const names = {
  from: 'von',
  to: 'bis',
  person: 'person',
  kind: 'art',
  action: 'was',
  thing: 'gegenstand',
} as const

const date = /^\d{4}-\d{2}-\d{2}$/

function readDate(text: string | undefined): string | undefined {
  return text && date.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

function readPosition(text: string | null): number | undefined {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The filter as an address holds it; what isn't understood is not asked for. */
export function readTrailFilter(parameters: URLSearchParams): TrailFilter & TrailPart {
  const text = (name: string) =>
    parameters.get(name)?.replaceAll('\u0000', '').trim().slice(0, 200) || undefined
  return {
    from: readDate(text(names.from)),
    to: readDate(text(names.to)),
    person: text(names.person),
    kind: kinds.find((kind) => kind === text(names.kind)),
    action: text(names.action),
    thing: text(names.thing),
    before: readPosition(parameters.get('vor')),
    after: readPosition(parameters.get('nach')),
  }
}

/** The address' part after "?", without the part of the list; empty for no filter. */
export function writeTrailFilter(filter: TrailFilter, part: TrailPart = {}): string {
  const parameters = new URLSearchParams()
  for (const [key, name] of Object.entries(names)) {
    const value = filter[key as keyof TrailFilter]
    if (value) parameters.set(name, value)
  }
  if (part.before !== undefined) parameters.set('vor', String(part.before))
  if (part.after !== undefined) parameters.set('nach', String(part.after))
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}
