import { normaliseName } from '../reading/names.ts'
import type { RulesText } from './rules.ts'

/*
 * A rule is kept as lines, so that it can be read, compared and passed on. The form shows each line as a row of fields and writes
 * the same lines again.
 */

/** The roles of columns as they are written. */
export const roleWords = [
  'Ort',
  'Straße',
  'Hausnummer',
  'Zeitraum',
  'Merkmal',
  'Zahl',
  'nicht lesen',
] as const

/** Three fields: heading, role, codes of a column; series, condition, breakdown of a figure. */
export type RuleRow = readonly [string, string, string]
export const ruleFields = ['columns', 'counts'] as const
export type RuleField = (typeof ruleFields)[number]
const parts = [0, 1, 2] as const

/** More rows than any rule needs; what is sent beyond is not looked at. */
const mostRows = 300

/** Name of a field of the form; rows count from 0. */
export const rowField = (field: RuleField, row: number, part: number): string => `${field}-${row}-${part}`

/** The lines as rows; undefined where the form can't show all that stands there (remarks, more than three fields). */
export function rowsOf(text: string): RuleRow[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const rows = lines.map((line) => line.split(';').map((part) => part.trim()))
  if (lines.some((line) => line.startsWith('#')) || rows.some((row) => row.length > 3)) return undefined
  return rows.map(([first = '', second = '', third = '']) => [first, second, third])
}

/** A semicolon or a line break would make two of one field. */
const tidy = (text: string) => text.replace(/[;\r\n]+/g, ' ').trim()

/** Rows in which anything stands, as lines. A remark can't be typed into a row. */
export function linesOf(rows: readonly RuleRow[]): string {
  return rows
    .map((row) => row.map(tidy))
    .filter((row) => row.some((part) => part !== ''))
    .map((row) => row.join('; ').replace(/(?:; )+$/, ''))
    .map((line) => line.replace(/^#+\s*/, ''))
    .filter((line) => line !== '')
    .join('\n')
}

/** The rule that was sent: as text, or as rows. */
export function readRuleText(form: FormData): { readonly text: RulesText; readonly isText: boolean } {
  const field = (name: string) => String(form.get(name) ?? '')
  if (form.has('columns') || form.has('counts'))
    return { text: { columns: field('columns'), counts: field('counts') }, isText: true }
  const rows = (of: RuleField): RuleRow[] =>
    Array.from({ length: mostRows }, (_, row) => row)
      .filter((row) => parts.some((part) => form.has(rowField(of, row, part))))
      .map((row) => {
        const [first, second, third] = parts.map((part) => field(rowField(of, row, part)))
        return [first!, second!, third!]
      })
  return { text: { columns: linesOf(rows('columns')), counts: linesOf(rows('counts')) }, isText: false }
}

/** The one of these words that a text means; '' where it means none. */
export const wordIn = (words: readonly string[], text: string): string =>
  words.find((word) => normaliseName(word) === normaliseName(text)) ?? ''
