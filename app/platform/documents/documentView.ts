import { createElement as h, type ReactNode } from 'react'
import type { Block, FinishedDocument, Inline, Table, TableCell, TableRow, Text } from './document.ts'
import { partsOf, tableShare } from './document.ts'
import { documentTexts } from './texts.ts'

/*
 * A document as semantic HTML. Written without JSX because the command line draws its standalone page with plain Node;
 * web page and standalone page are the same elements. Styles: `document.css`.
 */

type Context = {
  readonly document: FinishedDocument
  readonly words: (typeof documentTexts)['de']
  /** HTML level of a heading of level 1: 2 below a page's own h1. */
  readonly firstLevel: number
  readonly footnotes: (readonly Inline[])[]
}

function inline(part: Inline, key: number, context: Context): ReactNode {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'strong':
      return h('strong', { key }, inlines(part.content, context))
    case 'emphasis':
      return h('em', { key }, inlines(part.content, context))
    case 'link':
      return h('a', { key, href: part.href }, inlines(part.content, context))
    case 'reference':
      return h('a', { key, href: `#${part.to}` }, context.document.labels[part.to]!.text)
    case 'mark':
      return h('sup', { key, className: 'doc-mark' }, part.text)
    case 'footnote': {
      const number = context.footnotes.push(part.content)
      const link = h('a', { href: `#note-${number}`, id: `note-${number}-text`, role: 'doc-noteref' }, number)
      return h('sup', { key }, link)
    }
  }
}

function inlines(text: Text, context: Context): ReactNode[] {
  return partsOf(text).map((part, index) => inline(part, index, context))
}

function cellContent(one: TableCell, context: Context): ReactNode {
  const content = inlines(one.text, context)
  return one.tone === 'plain' ? content : h('span', { className: `doc-tone doc-tone--${one.tone}` }, content)
}

function tableRow(row: TableRow, table: Table, key: number, context: Context): ReactNode {
  const cells = row.cells.map((one, column) => {
    const end = table.columns[column]?.align === 'end' ? 'doc-end' : undefined
    return column < table.rowHeads
      ? h('th', { key: column, scope: 'row', className: end }, cellContent(one, context))
      : h('td', { key: column, className: end }, cellContent(one, context))
  })
  return h('tr', { key, className: row.look === 'total' ? 'doc-total' : undefined }, cells)
}

/** Each group has a body of its own, so that its head belongs to its rows. */
function tableBodies(table: Table, context: Context): ReactNode[] {
  const groups: { head: TableRow | undefined; rows: TableRow[] }[] = []
  for (const row of table.rows) {
    if (row.look === 'group') groups.push({ head: row, rows: [] })
    else if (groups.length === 0) groups.push({ head: undefined, rows: [row] })
    else groups.at(-1)!.rows.push(row)
  }
  return groups.map((group, key) =>
    h(
      'tbody',
      { key },
      group.head &&
        h(
          'tr',
          { className: 'doc-group' },
          h(
            'th',
            { colSpan: table.columns.length, scope: 'rowgroup' },
            h('span', null, cellContent(group.head.cells[0]!, context)),
          ),
        ),
      group.rows.map((row, index) => tableRow(row, table, index, context)),
    ),
  )
}

function captionOf(id: string, context: Context): ReactNode[] {
  const label = context.document.labels[id]!
  return [h('span', { key: 'number', className: 'doc-number' }, label.text), ' ', label.title]
}

function foot(block: { notes: readonly Text[]; source: string | undefined }, context: Context): ReactNode {
  if (block.notes.length === 0 && !block.source) return null
  return h(
    'div',
    { className: 'doc-foot' },
    block.notes.map((note, index) => h('p', { key: index }, inlines(note, context))),
    block.source && h('p', null, `${context.words.source}${block.source}`),
  )
}

function tableView(table: Table, key: number, context: Context): ReactNode {
  const caption = `${table.id}-caption`
  return h(
    'div',
    { key, className: 'doc-table', id: table.id },
    h(
      'div',
      // A table that is wider than the screen is scrolled by keyboard too.
      { className: 'doc-scroll', role: 'region', 'aria-labelledby': caption, tabIndex: 0 },
      h(
        'table',
        { className: tableShare(table.columns) < 1 ? 'doc-narrow' : undefined },
        h('caption', { id: caption }, captionOf(table.id, context)),
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            table.columns.map((column, index) =>
              h(
                'th',
                { key: index, scope: 'col', className: column.align === 'end' ? 'doc-end' : undefined },
                column.head,
              ),
            ),
          ),
        ),
        tableBodies(table, context),
      ),
    ),
    foot(table, context),
  )
}

/** Contents and lists follow the blocks: a stored document's labels come back in any order. */
function listOf(kind: 'heading' | 'table' | 'figure', key: number, context: Context): ReactNode {
  const { labels, blocks } = context.document
  const entries = blocks.flatMap((block, index) => {
    if (block.kind !== kind) return []
    const level = block.kind === 'heading' ? block.level : 1
    // The heading of the contents is not in the contents.
    const isListed = level <= 2 && blocks[index + 1]?.kind !== 'contents'
    return isListed ? [{ id: block.id, level, label: labels[block.id]! }] : []
  })
  return h(
    'ol',
    { key, className: `doc-list doc-list--${kind}` },
    entries.map(({ id, level, label }) =>
      h(
        'li',
        { key: id, className: `doc-level-${level}` },
        h(
          'a',
          { href: `#${id}` },
          label.number && h('span', { className: 'doc-number' }, label.number),
          ' ',
          h('span', null, label.title),
        ),
      ),
    ),
  )
}

function blockView(block: Block, key: number, context: Context): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const { number } = context.document.labels[block.id]!
      const level = Math.min(6, block.level + context.firstLevel - 1)
      const shown = number ? h('span', { className: 'doc-number' }, number) : null
      return h(
        `h${level}`,
        { key, id: block.id, className: `doc-h${block.level}` },
        shown,
        shown && ' ',
        block.text,
      )
    }
    case 'paragraph':
      return h('p', { key, className: `doc-${block.look}` }, inlines(block.text, context))
    case 'list':
      return h(
        block.ordered ? 'ol' : 'ul',
        { key, className: 'doc-items' },
        block.items.map((item, index) => h('li', { key: index }, inlines(item, context))),
      )
    case 'table':
      return tableView(block, key, context)
    case 'figure':
      return h(
        'figure',
        { key, className: 'doc-figure', id: block.id },
        h('figcaption', null, captionOf(block.id, context)),
        h('div', {
          role: 'img',
          'aria-label': block.alternative,
          className: `doc-drawing doc-drawing--${block.size}`,
          // Checked by `svgProblem`: nothing in it can run or load anything.
          dangerouslySetInnerHTML: { __html: block.svg },
        }),
        foot(block, context),
      )
    case 'key-figures':
      return h(
        'dl',
        { key, className: 'doc-key-figures' },
        block.items.map((item, index) =>
          h(
            'div',
            { key: index },
            h('dt', null, item.label),
            h('dd', { className: 'doc-value' }, item.value),
            item.note && h('dd', { className: 'doc-note' }, item.note),
          ),
        ),
      )
    case 'contents':
      return h('nav', { key, 'aria-label': context.words.contents }, listOf('heading', 0, context))
    case 'table-list':
      return listOf('table', key, context)
    case 'figure-list':
      return listOf('figure', key, context)
    case 'page-break':
      return null
  }
}

function footnotesView(context: Context): ReactNode {
  if (context.footnotes.length === 0) return null
  const items: ReactNode[] = []
  for (let at = 0; at < context.footnotes.length; at += 1) {
    const number = at + 1
    const back = h(
      'a',
      { href: `#note-${number}-text`, 'aria-label': context.words.backToText, role: 'doc-backlink' },
      '↑',
    )
    items.push(
      h('li', { key: number, id: `note-${number}` }, inlines(context.footnotes[at]!, context), ' ', back),
    )
  }
  return h(
    'section',
    { className: 'doc-footnotes', role: 'doc-endnotes', 'aria-label': context.words.footnotes },
    h('ol', null, items),
  )
}

/** All blocks of a document, footnotes last. The page around it brings title and frame. */
export function DocumentView(props: { document: FinishedDocument; firstLevel: number }): ReactNode {
  const context: Context = {
    document: props.document,
    words: documentTexts[props.document.meta.language],
    firstLevel: props.firstLevel,
    footnotes: [],
  }
  const blocks = props.document.blocks.map((block, index) => blockView(block, index, context))
  return h('div', { className: 'doc', lang: props.document.meta.language }, blocks, footnotesView(context))
}
