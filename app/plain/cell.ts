/**
 * A number in this software is never just a number: it is there, or it is missing for a reason.
 * The reasons follow the signs of German official statistics (Statistisches Bundesamt, "Zeichenerklärung")
 * and the states that this software adds itself (suppressed, base too small, divided by zero; not there: the place had not
 * begun or had ended). New ones go to the end: stored figures hold their position.
 */
export const missingReasons = [
  'not-delivered',
  'not-collected',
  'not-applicable',
  'not-yet',
  'unknown',
  'unreliable',
  'secret-at-source',
  'suppressed',
  'base-too-small',
  'divided-by-zero',
  'not-there',
] as const
export type MissingReason = (typeof missingReasons)[number]

/**
 * What a reader must know beside the value. `published-rate`: printed by the source, not computed from counts. `converted`:
 * computed from the figures of former areas by their shares. New ones go to the end: stored figures hold their position.
 */
export const cellFlags = [
  'provisional',
  'revised',
  'break',
  'limited',
  'published-rate',
  'converted',
] as const
export type CellFlag = (typeof cellFlags)[number]

export type PresentCell = { readonly value: number; readonly flags: readonly CellFlag[] }
export type MissingCell = { readonly missing: MissingReason; readonly flags: readonly CellFlag[] }
export type Cell = PresentCell | MissingCell

const noFlags: readonly CellFlag[] = []

export function present(value: number, flags: readonly CellFlag[] = noFlags): PresentCell {
  return { value, flags }
}

export function missing(reason: MissingReason, flags: readonly CellFlag[] = noFlags): MissingCell {
  return { missing: reason, flags }
}

export function isPresent(cell: Cell): cell is PresentCell {
  return 'value' in cell
}

/** The place had not begun yet, or had ended. */
export function isNotThere(cell: Cell): boolean {
  return 'missing' in cell && cell.missing === 'not-there'
}

/** Kept back by this software, so that nobody becomes recognisable. */
export function isSuppressed(cell: Cell): boolean {
  return 'missing' in cell && cell.missing === 'suppressed'
}

/** The value, or undefined where it is missing. Units as in the cell. */
export function cellValue(cell: Cell): number | undefined {
  return 'value' in cell ? cell.value : undefined
}

/**
 * Of several missing inputs the reason that a reader must be told: a secret outranks a gap
 * (otherwise a gap would hide that something was protected).
 */
export function gravestReason(reasons: readonly MissingReason[]): MissingReason {
  const order: readonly MissingReason[] = [
    'suppressed',
    'secret-at-source',
    'base-too-small',
    'unreliable',
    'not-applicable',
    'not-there',
    'not-yet',
    'unknown',
    'not-collected',
    'not-delivered',
    'divided-by-zero',
  ]
  return order.find((reason) => reasons.includes(reason)) ?? 'not-delivered'
}
