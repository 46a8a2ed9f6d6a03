import {
  type Block,
  cell,
  type DraftDocument,
  type Figure,
  type FinishedDocument,
  type Table,
} from './document.ts'
import { finishDocument, isFinished } from './finish.ts'

/** Documents for tests and benchmarks: small ones with every kind of block, and long ones with plain ones. */

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 470 120" font-family="Source Sans 3, sans-serif"><rect width="80" height="60" y="50" fill="#2470a8"/><text x="4" y="40" font-size="12">Größe 82 %</text></svg>'

export function testTable(id: string, changes: Partial<Table> = {}): Table {
  return {
    kind: 'table',
    id,
    caption: 'Besuchsquote nach Sozialraum',
    columns: [
      { head: 'Sozialraum', align: 'start', width: 3 },
      { head: '2017', align: 'end', width: 1 },
      { head: '2018', align: 'end', width: 1 },
    ],
    rowHeads: 1,
    rows: [
      { look: 'total', cells: [cell('Stadt'), cell('81,5'), cell('82')] },
      { look: 'group', cells: [cell('Die Sozialräume')] },
      {
        look: 'plain',
        cells: [cell('Heessen'), cell(['1.634', { kind: 'mark', text: 'q' }]), cell('geheim', 'muted')],
      },
    ],
    notes: ['„geheim“ schützt kleine Zahlen.'],
    source: 'Jugendamt',
    ...changes,
  }
}

export function testFigure(id: string, changes: Partial<Figure> = {}): Figure {
  return {
    kind: 'figure',
    id,
    caption: 'Heessen erreicht neun von zehn Familien',
    svg,
    size: 'full',
    alternative: 'Eine Säule, 82 Prozent hoch.',
    notes: [],
    source: undefined,
    ...changes,
  }
}

export function testDraft(blocks: readonly Block[]): DraftDocument {
  return {
    meta: {
      title: 'Bericht zur Präventionskette 2018',
      subtitle: 'Ziele und Kennzahlen',
      language: 'de',
      author: 'Stadt Musterstadt',
      date: '2019-06-30',
      description: 'Ein Bericht für Tests.',
    },
    blocks,
  }
}

export function heading(id: string, level: 1 | 2 | 3 | 4, text: string, numbered = true): Block {
  return { kind: 'heading', id, level, text, numbered }
}

/** Every kind of block and of inline part once. */
export function everyBlock(text = 'Ein Satz.'): readonly Block[] {
  return [
    heading('inhalt', 1, 'Inhalt', false),
    { kind: 'contents' },
    heading('ziele', 1, 'Ziele'),
    { kind: 'paragraph', look: 'lead', text: [text, ' Siehe ', { kind: 'reference', to: 'tabelle' }, '.'] },
    {
      kind: 'key-figures',
      items: [{ value: '3,72\u202fMio.\u202f€', label: 'Präventionsbudget', note: text }],
    },
    heading('ziele-im-einzelnen', 2, text.trim() || 'Im Einzelnen'),
    {
      kind: 'paragraph',
      look: 'plain',
      text: [
        { kind: 'strong', content: [text, { kind: 'emphasis', content: [text] }] },
        { kind: 'footnote', content: [text] },
        { kind: 'link', href: 'https://example.org/?a=1&b=2', content: [text] },
        { kind: 'reference', to: 'abbildung' },
      ],
    },
    { kind: 'list', ordered: true, items: [text, [text]] },
    { kind: 'list', ordered: false, items: ['Eins', 'Zwei'] },
    testTable('tabelle', { notes: [text] }),
    testFigure('abbildung', { notes: [text], source: 'Jugendamt' }),
    { kind: 'page-break' },
    { kind: 'paragraph', look: 'small', text },
    heading('tabellen', 1, 'Tabellen', false),
    { kind: 'table-list' },
    heading('abbildungen', 1, 'Abbildungen', false),
    { kind: 'figure-list' },
  ]
}

export function finishedOrThrow(draft: DraftDocument): FinishedDocument {
  const result = finishDocument(draft)
  if (!isFinished(result)) throw new Error(JSON.stringify(result.problems))
  return result
}
