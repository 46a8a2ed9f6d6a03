import { isSameName, readShare, tidyName } from '../history/change.ts'
import type { Former, TypedRecut } from '../history/recut.ts'
import { mostAreas } from './typedRecut.ts'

/** What is wrong with one line; the sentences stand in `textsDe.ts` (`list.problem.<kind>`). */
export type RecutListProblem = {
  readonly line: number
  readonly kind: 'too-few-columns' | 'unknown' | 'no-number' | 'no-name' | 'double' | 'too-many'
  readonly parameters: Readonly<Record<string, string | number>>
}

type ReadRecutList = { readonly typed: TypedRecut } | { readonly problems: readonly RecutListProblem[] }

/**
 * Puts the lines "old; new; number" into the table, with semicolons or tabs as spreadsheets copy them; what stood in the table
 * before is replaced. A first line of headings, whose third column is no number, is passed over.
 */
export function fillFromList(typed: TypedRecut, formers: readonly Former[]): ReadRecutList {
  const lines = typed.list
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, cells: content.split(/[;\t]/).map(unquote) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head] = lines
  if (head && isHeading(head.cells, formers)) lines.shift()
  const problems: RecutListProblem[] = []
  const names: string[] = []
  const parts = formers.map(() => new Map<number, string>())
  for (const { line, cells } of lines) {
    const [old = '', name = '', number = ''] = cells
    const say = (kind: RecutListProblem['kind'], parameters = {}) =>
      problems.push({ line, kind, parameters: { line, ...parameters } })
    const row = formers.findIndex((former) => isSameName(former.name, old))
    const known = names.findIndex((one) => isSameName(one, name))
    const column = known < 0 ? names.length : known
    if (cells.length < 3) say('too-few-columns')
    else if (row < 0) say('unknown', { name: old })
    else if (name === '') say('no-name')
    else if (readShare(number) === undefined) say('no-number', { text: number })
    else if (parts[row]!.has(column)) say('double', { former: old, name })
    else if (column >= mostAreas) say('too-many', { most: mostAreas })
    else {
      if (known < 0) names.push(name)
      parts[row]!.set(column, number)
    }
  }
  if (lines.length === 0) problems.push({ line: 1, kind: 'too-few-columns', parameters: { line: 1 } })
  if (problems.length > 0) return { problems }
  const width = Math.max(2, names.length)
  const columns = Array.from({ length: width }, (_, column) => column)
  return {
    typed: {
      ...typed,
      names: columns.map((column) => names[column] ?? ''),
      rows: formers.map((_, row) => ({
        parts: columns.map((column) => parts[row]!.get(column) ?? ''),
        whole: '',
      })),
      // The columns are others now: what lay where has to be chosen again, where the name isn't the same.
      children: movedChildren(typed, names),
      list: '',
    },
  }
}

function movedChildren(typed: TypedRecut, names: readonly string[]): TypedRecut['children'] {
  return Object.fromEntries(
    Object.entries(typed.children).map(([key, text]) => {
      const name = text === '' ? '' : (typed.names[Number(text)] ?? '')
      const column = name === '' ? -1 : names.findIndex((one) => isSameName(one, name))
      return [key, column < 0 ? '' : String(column)]
    }),
  )
}

const isHeading = (cells: readonly string[], formers: readonly Former[]) =>
  !/\d/.test(cells[2] ?? '') && !formers.some(({ name }) => isSameName(name, cells[0] ?? ''))

function unquote(cell: string): string {
  const text = cell.trim()
  const isQuoted = text.startsWith('"') && text.endsWith('"') && text.length > 1
  return tidyName(isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text)
}
