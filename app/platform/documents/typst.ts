import type { Block, FinishedDocument, Inline, Label, TableCell, Text } from './document.ts'
import { partsOf, tableShare } from './document.ts'
import { svgShare } from './svgFigure.ts'
import { documentTexts } from './texts.ts'

/**
 * A document on its way into Typst. Texts travel as JSON data that the fixed template `report.typ` reads; none of it is ever
 * parsed as Typst, so nothing that a person wrote can become code. Here they are only made printable.
 */
export type TypstInput = {
  /** Content of `/document.json`. */
  readonly json: string
  /** Drawings by the path that the JSON names. */
  readonly drawings: ReadonlyMap<string, string>
  /** Characters that no embedded font has; each was replaced by □. */
  readonly replaced: readonly string[]
}

/** Signs without a width of their own: they are never drawn, so no font needs them. Bidirectional controls are left out. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}/gu
const longWord = /[^\s\u00ad-]{41,}/gu
const longWordStep = 16
/** Share of the text width of a medium drawing. */
const mediumShare = 0.66

/** Splits what has no place to break, so that an 80-letter word stays inside its column. Soft hyphens show only where used. */
function softenLongWords(text: string): string {
  return text.replace(longWord, (word) =>
    [...word]
      .map((sign, index) => (index > 0 && index % longWordStep === 0 ? `\u00ad${sign}` : sign))
      .join(''),
  )
}

/** What a reader can see of a text: no control characters, composed letters. */
export function visibleText(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(invisible, '')
}

function makePrinter(canDraw: (codePoint: number) => boolean) {
  const replaced = new Set<string>()
  const visible = (text: string) => {
    let out = ''
    for (const sign of visibleText(text)) {
      const code = sign.codePointAt(0)!
      const isSpace = code === 0x20 || code === 0xa0 || code === 0xad || code === 0x202f || code === 0x0a
      if (isSpace || canDraw(code)) out += sign
      else {
        replaced.add(sign)
        out += '□'
      }
    }
    return out
  }
  /** Flowing text: line breaks and runs of blanks count as one blank. */
  const flow = (text: string) => softenLongWords(visible(text.replace(/[\t\n\r ]+/g, ' ')))
  return { visible, flow, replaced }
}

type Printer = ReturnType<typeof makePrinter>

function printInline(part: Inline, printer: Printer, labels: Readonly<Record<string, Label>>): unknown {
  if (typeof part === 'string') return printer.flow(part)
  if (part.kind === 'reference') return { kind: 'reference', to: part.to, text: labels[part.to]!.text }
  if (part.kind === 'mark') return { kind: 'mark', text: printer.flow(part.text) }
  return { ...part, content: part.content.map((inner) => printInline(inner, printer, labels)) }
}

function printBlock(
  block: Block,
  next: Block | undefined,
  printer: Printer,
  document: FinishedDocument,
  drawings: Map<string, string>,
): unknown {
  const { labels } = document
  const words = documentTexts[document.meta.language]
  const text = (content: Text) => partsOf(content).map((part) => printInline(part, printer, labels))
  const printCell = (one: TableCell) => ({ tone: one.tone, text: text(one.text) })
  const foot = (notes: readonly Text[], source: string | undefined) => [
    ...notes.map(text),
    ...(source ? [[printer.flow(`${words.source}${source}`)]] : []),
  ]
  switch (block.kind) {
    case 'heading':
      // The heading of the contents is not in the contents.
      return {
        ...block,
        text: printer.flow(block.text),
        number: labels[block.id]!.number,
        listed: next?.kind !== 'contents',
      }
    case 'paragraph':
      // What is said on a table stays on its page.
      return {
        ...block,
        text: text(block.text),
        keep: next?.kind === 'table' || (block.look === 'small' && next?.kind === 'paragraph'),
      }
    case 'list':
      return { ...block, items: block.items.map(text) }
    case 'key-figures':
      return {
        kind: block.kind,
        items: block.items.map((item) => ({
          value: printer.flow(item.value),
          label: printer.flow(item.label),
          note: printer.flow(item.note ?? ''),
        })),
      }
    case 'table':
      return {
        kind: 'table',
        id: block.id,
        number: labels[block.id]!.number,
        caption: printer.flow(block.caption),
        columns: block.columns.map((column) => ({ ...column, head: printer.flow(column.head) })),
        rowHeads: block.rowHeads,
        share: tableShare(block.columns),
        rows: block.rows.map((row) => ({ look: row.look, cells: row.cells.map(printCell) })),
        foot: foot(block.notes, block.source),
      }
    case 'figure': {
      const path = `/figure-${drawings.size + 1}.svg`
      drawings.set(path, printer.visible(block.svg))
      return {
        kind: 'figure',
        id: block.id,
        number: labels[block.id]!.number,
        caption: printer.flow(block.caption),
        path,
        share: block.size === 'medium' ? mediumShare : svgShare(block.svg),
        alternative: printer.flow(block.alternative),
        foot: foot(block.notes, block.source),
      }
    }
    default:
      return block
  }
}

/** `canDraw` says for a code point whether an embedded font has it. */
export function prepareTypst(
  document: FinishedDocument,
  canDraw: (codePoint: number) => boolean,
): TypstInput {
  const printer = makePrinter(canDraw)
  const drawings = new Map<string, string>()
  const { meta } = document
  const words = documentTexts[meta.language]
  const [year, month, day] = meta.date.split('-').map(Number)
  const locale = meta.language === 'de' ? 'de-DE' : 'en-GB'
  const longDate = new Date(`${meta.date}T00:00:00Z`).toLocaleDateString(locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  const input = {
    meta: {
      title: printer.flow(meta.title),
      subtitle: printer.flow(meta.subtitle),
      author: printer.flow(meta.author),
      description: printer.flow(meta.description),
      language: meta.language,
      date: { year, month, day },
      asOf: `${words.asOf} ${longDate}`,
    },
    words: { table: words.table, figure: words.figure, page: words.page, of: words.of },
    blocks: document.blocks.map((block, index) =>
      printBlock(block, document.blocks[index + 1], printer, document, drawings),
    ),
  }
  const json = JSON.stringify({ ...input, hasArabic: /[\u0600-\u06ff]/.test(JSON.stringify(input)) })
  return { json, drawings, replaced: [...printer.replaced] }
}
