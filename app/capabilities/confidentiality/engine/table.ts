/**
 * A table to protect: cells with values and the equations that everybody knows to hold between them.
 * Nothing here knows places, series or periods; whoever uses the engine gives each cell an id.
 */
export type Table = {
  readonly cells: readonly TableCell[]
  readonly equations: readonly Equation[]
}

/**
 * `value`: a count (whole, not negative); undefined where nobody here knows it (kept secret by its source; a total that
 * was never delivered).
 * `show`: `may` be shown or suppressed; `never` shown (a difference such as "not visited", a secret of the source);
 * `known` to everybody already, so it can't be taken back.
 * `threshold`: counts from 1 to threshold - 1 are protected; without it the cell needs no protection of its own.
 * `upTo`: an upper bound that the source has printed for a value it keeps secret.
 * `cost`: what is lost when the cell is suppressed to protect another one (default: its value).
 * `leftOut`: nobody delivered it, and offices leave out zeros: where the equations allow 0, everybody takes it for 0.
 * `category`: something that exists and may have been counted; `others`: what perhaps doesn't exist at all, so rather 0.
 * `secretBefore`: suppressed in the release before; it stays so wherever something near it must be protected.
 */
export type TableCell = {
  readonly id: string
  readonly value: number | undefined
  readonly show: 'may' | 'never' | 'known'
  readonly threshold?: number | undefined
  readonly upTo?: number | undefined
  readonly cost?: number | undefined
  readonly leftOut?: 'category' | 'others' | undefined
  readonly secretBefore?: boolean | undefined
}

/** total = sum of the parts. Printed tables often miss by something: the difference is taken as known to the attacker. */
export type Equation = { readonly total: string; readonly parts: readonly string[] }

/** Why a table can't be released; `cell` is the id of a cell. */
export type Problem =
  | { readonly kind: 'not-a-count'; readonly cell: string }
  | { readonly kind: 'repeated-cell'; readonly cell: string }
  | { readonly kind: 'unknown-cell'; readonly cell: string }
  | { readonly kind: 'value-missing'; readonly cell: string }
  | { readonly kind: 'bad-threshold'; readonly cell: string }
  | { readonly kind: 'unprotectable'; readonly cell: string }
  | { readonly kind: 'out-of-time'; readonly seconds: number }
  | { readonly kind: 'solver-failed'; readonly message: string }

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

function cellProblem(cell: TableCell): Problem | undefined {
  if (cell.value === undefined && cell.show !== 'never') return { kind: 'value-missing', cell: cell.id }
  if (cell.value !== undefined && !isCount(cell.value)) return { kind: 'not-a-count', cell: cell.id }
  if (cell.upTo !== undefined && !isCount(cell.upTo)) return { kind: 'not-a-count', cell: cell.id }
  if (cell.threshold !== undefined && !(Number.isSafeInteger(cell.threshold) && cell.threshold >= 2)) {
    return { kind: 'bad-threshold', cell: cell.id }
  }
  return undefined
}

/** What is wrong with the table itself, before anything is computed. */
export function checkTable(table: Table): Problem[] {
  const problems: Problem[] = []
  const ids = new Set<string>()
  for (const cell of table.cells) {
    if (ids.has(cell.id)) problems.push({ kind: 'repeated-cell', cell: cell.id })
    ids.add(cell.id)
    const problem = cellProblem(cell)
    if (problem) problems.push(problem)
  }
  for (const equation of table.equations) {
    const members = [equation.total, ...equation.parts]
    const strange = members.find((id, position) => !ids.has(id) || members.indexOf(id) !== position)
    if (strange !== undefined) problems.push({ kind: 'unknown-cell', cell: strange })
  }
  return problems
}
