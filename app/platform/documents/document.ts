import type { Language } from '#app/plain/format.ts'

/**
 * The document model: what a report says, apart from how paper or screen show it. It is plain data (JSON), so a published
 * edition can be kept as it was. Numbers of headings, tables and figures and the words of references are never written by
 * hand: `finishDocument` (finish.ts) gives them, and only a finished document can be drawn.
 */
export type Inline =
  | string
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] }
  /** Becomes "Tabelle 3", "Abbildung 2" or "Kapitel 1.4", and leads there. */
  | { readonly kind: 'reference'; readonly to: string }
  | { readonly kind: 'footnote'; readonly content: readonly Inline[] }
  /** A sign after a number ("q": published rate), raised; explained below its table. */
  | { readonly kind: 'mark'; readonly text: string }

/** A plain string, or parts with emphasis, links and references. */
export type Text = string | readonly Inline[]

export type DocumentMeta = {
  readonly title: string
  readonly subtitle: string
  readonly language: Language
  /** Who publishes: "Stadt Hamm". */
  readonly author: string
  /** ISO date of the state of the content. */
  readonly date: string
  /** One or two sentences; stands in the file's metadata and on the cover. */
  readonly description: string
}

export const headingLevels = [1, 2, 3, 4] as const
export type HeadingLevel = (typeof headingLevels)[number]

export type Heading = {
  readonly kind: 'heading'
  readonly id: string
  readonly level: HeadingLevel
  readonly text: string
  /** False for parts outside the count (lists, explanations at the end). */
  readonly numbered: boolean
}

export type Paragraph = {
  readonly kind: 'paragraph'
  readonly text: Text
  /** `lead`: the sentence that says what matters; `small`: notes on method. */
  readonly look: 'plain' | 'lead' | 'small'
}

export type List = { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }

/** Colour and mark never stand alone: the words of the cell say the same. */
export const tones = ['plain', 'muted', 'positive', 'middle', 'negative'] as const
export type Tone = (typeof tones)[number]

export type TableCell = { readonly text: Text; readonly tone: Tone }

export type TableColumn = {
  readonly head: string
  /** Numbers stand at the end, words at the start. */
  readonly align: 'start' | 'end'
  /** Share of the width; 1 is an ordinary column of numbers. */
  readonly width: number
}

export type TableRow = {
  readonly cells: readonly TableCell[]
  /** `total`: the whole (the town); `group`: a heading row inside the table. */
  readonly look: 'plain' | 'total' | 'group'
}

export type Table = {
  readonly kind: 'table'
  readonly id: string
  readonly caption: string
  readonly columns: readonly TableColumn[]
  /** So many leading columns name their row. */
  readonly rowHeads: 0 | 1 | 2
  readonly rows: readonly TableRow[]
  readonly notes: readonly Text[]
  readonly source: string | undefined
}

export type Figure = {
  readonly kind: 'figure'
  readonly id: string
  readonly caption: string
  /** A whole SVG element; 470 px are the full width of a page. */
  readonly svg: string
  /** `medium` takes two thirds of the width: for maps, whose height would fill the page. */
  readonly size: 'full' | 'medium'
  /** What a person hears who can't see the picture: its message, not its look. */
  readonly alternative: string
  readonly notes: readonly Text[]
  readonly source: string | undefined
}

export type KeyFigures = {
  readonly kind: 'key-figures'
  readonly items: readonly {
    readonly value: string
    readonly label: string
    readonly note: string | undefined
  }[]
}

/** `contents`, `table-list` and `figure-list` are filled from the document itself. */
export type Generated = { readonly kind: 'page-break' | 'contents' | 'table-list' | 'figure-list' }

export type Block = Heading | Paragraph | List | Table | Figure | KeyFigures | Generated

export type DraftDocument = { readonly meta: DocumentMeta; readonly blocks: readonly Block[] }

/** What a reference to a heading, table or figure says. */
export type Label = {
  readonly kind: 'heading' | 'table' | 'figure'
  /** "1.4", "3"; empty for unnumbered headings. */
  readonly number: string
  /** "Kapitel 1.4", "Tabelle 3"; the heading itself where it has no number. */
  readonly text: string
  readonly title: string
}

declare const finished: unique symbol

/** Checked and numbered: every renderer takes this and nothing else. Survives the way through JSON. */
export type FinishedDocument = DraftDocument & {
  readonly labels: Readonly<Record<string, Label>>
  readonly [finished]: true
}

/** Tables with less in them are not stretched over the page. */
const fullTableWidth = 7

/** Share of the page's width that a table takes, at most 1. */
export function tableShare(columns: readonly TableColumn[]): number {
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return Math.min(1, width / fullTableWidth)
}

export function cell(text: Text, tone: Tone = 'plain'): TableCell {
  return { text, tone }
}

export function partsOf(text: Text): readonly Inline[] {
  return typeof text === 'string' ? [text] : text
}

/** The words alone, references as given by `labels`; footnotes are left out. */
export function plainText(text: Text, labels: Readonly<Record<string, Label>>): string {
  return partsOf(text)
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.kind === 'reference') return labels[part.to]?.text ?? ''
      if (part.kind === 'mark') return part.text
      return part.kind === 'footnote' ? '' : plainText(part.content, labels)
    })
    .join('')
}
