import { isDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type {
  Block,
  DraftDocument,
  Figure,
  FinishedDocument,
  Inline,
  Label,
  Table,
  Text,
} from './document.ts'
import { partsOf } from './document.ts'
import { svgProblem } from './svgFigure.ts'
import { documentTexts } from './texts.ts'

/** Why a document can't be built. The build fails, not the reader. */
export type DocumentProblem =
  | { readonly problem: 'title' }
  | { readonly problem: 'date'; readonly date: string }
  | {
      readonly problem: 'id' | 'duplicate' | 'headingEmpty' | 'caption' | 'alternative' | 'svg' | 'rows'
      readonly id: string
    }
  | { readonly problem: 'headingSkipped'; readonly id: string; readonly from: number; readonly to: number }
  | { readonly problem: 'reference'; readonly to: string }
  | { readonly problem: 'link'; readonly href: string }
  | { readonly problem: 'font'; readonly id: string; readonly family: string }
  | { readonly problem: 'heads'; readonly id: string; readonly column: number }
  | { readonly problem: 'columns'; readonly id: string; readonly found: number; readonly most: number }
  | {
      readonly problem: 'rowLength'
      readonly id: string
      readonly row: number
      readonly found: number
      readonly expected: number
    }
  | { readonly problem: 'rowHead'; readonly id: string; readonly row: number }

export type DocumentFailure = { readonly problems: readonly DocumentProblem[] }

/** More columns than these can't be read on an upright page at 8 pt. */
const mostColumns = 14

/** Every text of a block, for references, links and footnotes. */
function textsOf(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items
    case 'table':
      return [...block.rows.flatMap((row) => row.cells.map((one) => one.text)), ...block.notes]
    case 'figure':
      return block.notes
    default:
      return []
  }
}

function* inlinesOf(text: Text): Generator<Exclude<Inline, string>> {
  for (const part of partsOf(text)) {
    if (typeof part === 'string') continue
    yield part
    if ('content' in part) yield* inlinesOf(part.content)
  }
}

const isBlank = (text: Text) => typeof text === 'string' && text.trim() === ''
const isAllowedLink = (href: string) => /^(?:https?:\/\/|mailto:)[^\s<>"]+$/.test(href)
function tableProblems(table: Table): DocumentProblem[] {
  const { id, columns } = table
  const problems: DocumentProblem[] = []
  if (isBlank(table.caption)) problems.push({ problem: 'caption', id })
  if (columns.length === 0) problems.push({ problem: 'heads', id, column: 1 })
  if (columns.length > mostColumns) {
    problems.push({ problem: 'columns', id, found: columns.length, most: mostColumns })
  }
  columns.forEach((column, index) => {
    if (isBlank(column.head)) problems.push({ problem: 'heads', id, column: index + 1 })
  })
  if (table.rows.length === 0) problems.push({ problem: 'rows', id })
  table.rows.forEach((row, index) => {
    const expected = row.look === 'group' ? 1 : columns.length
    if (row.cells.length !== expected) {
      problems.push({ problem: 'rowLength', id, row: index + 1, found: row.cells.length, expected })
    }
    const heads = row.look === 'group' ? 1 : table.rowHeads
    if (row.cells.slice(0, heads).some((one) => isBlank(one.text))) {
      problems.push({ problem: 'rowHead', id, row: index + 1 })
    }
  })
  return problems
}

function figureProblems(figure: Figure): DocumentProblem[] {
  const { id } = figure
  const problems: DocumentProblem[] = []
  if (isBlank(figure.caption)) problems.push({ problem: 'caption', id })
  if (isBlank(figure.alternative)) problems.push({ problem: 'alternative', id })
  const wrong = svgProblem(figure.svg)
  if (wrong) problems.push(wrong.problem === 'font' ? { ...wrong, id } : { problem: 'svg', id })
  return problems
}

/** Counts headings as 1, 1.1, 1.1.1; tables and figures through the whole document. */
function numberBlocks(blocks: readonly Block[], language: Language) {
  const words = documentTexts[language]
  const labels: Record<string, Label> = {}
  const problems: DocumentProblem[] = []
  const counts = [0, 0, 0, 0]
  let level = 0
  let tables = 0
  let figures = 0
  const put = (id: string, label: Label) => {
    if (!/^[a-z][a-z0-9-]*$/.test(id)) problems.push({ problem: 'id', id })
    else if (Object.hasOwn(labels, id)) problems.push({ problem: 'duplicate', id })
    labels[id] = label
  }
  for (const block of blocks) {
    if (block.kind === 'heading') {
      if (block.level > level + 1) {
        problems.push({ problem: 'headingSkipped', id: block.id, from: level, to: block.level })
      }
      if (isBlank(block.text)) problems.push({ problem: 'headingEmpty', id: block.id })
      level = block.level
      let number = ''
      if (block.numbered) {
        counts[level - 1] = counts[level - 1]! + 1
        counts.fill(0, level)
        number = counts.slice(0, level).join('.')
      }
      const text = number ? `${words.heading}\u00a0${number}` : block.text
      put(block.id, { kind: 'heading', number, text, title: block.text })
    } else if (block.kind === 'table') {
      tables += 1
      put(block.id, {
        kind: 'table',
        number: String(tables),
        text: `${words.table}\u00a0${tables}`,
        title: block.caption,
      })
    } else if (block.kind === 'figure') {
      figures += 1
      put(block.id, {
        kind: 'figure',
        number: String(figures),
        text: `${words.figure}\u00a0${figures}`,
        title: block.caption,
      })
    }
  }
  return { labels, problems }
}

/** Numbers and checks a document. All problems come at once, in reading order within each kind of check. */
export function finishDocument(draft: DraftDocument): FinishedDocument | DocumentFailure {
  const { labels, problems } = numberBlocks(draft.blocks, draft.meta.language)
  if (isBlank(draft.meta.title)) problems.push({ problem: 'title' })
  if (!isDay(draft.meta.date)) problems.push({ problem: 'date', date: draft.meta.date })
  for (const block of draft.blocks) {
    if (block.kind === 'table') problems.push(...tableProblems(block))
    if (block.kind === 'figure') problems.push(...figureProblems(block))
    for (const text of textsOf(block)) {
      for (const part of inlinesOf(text)) {
        if (part.kind === 'reference' && !Object.hasOwn(labels, part.to)) {
          problems.push({ problem: 'reference', to: part.to })
        }
        if (part.kind === 'link' && !isAllowedLink(part.href))
          problems.push({ problem: 'link', href: part.href })
      }
    }
  }
  return problems.length > 0 ? { problems } : ({ ...draft, labels } as FinishedDocument)
}

export function isFinished(result: FinishedDocument | DocumentFailure): result is FinishedDocument {
  return 'labels' in result
}

/** One plain sentence for the person who builds the report. */
export function describeProblem(problem: DocumentProblem, language: Language): string {
  const values: Readonly<Record<string, unknown>> = problem
  return documentTexts[language][`problem.${problem.problem}`].replace(/\{\{(\w+)\}\}/g, (_, key: string) =>
    String(values[key]),
  )
}
