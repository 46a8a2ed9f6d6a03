import { createElement, Fragment, type ReactNode } from 'react'
import { type Block, type Inline, readProse } from './prose.ts'

type ProseProps = {
  text: string
  /** Language of the text, where it may differ from that of the page. */
  language?: string
  /** Of headings inside the text. */
  level?: 2 | 3 | 4
}

/** What people have written, as paragraphs, lists and headings; whatever looks like markup in it is text. */
export function Prose({ text, language, level = 3 }: ProseProps) {
  const blocks = readProse(text).map((block) => draw(block, level))
  return createElement('div', { className: 'll-prose ll-stack', lang: language }, ...blocks)
}

function draw(block: Block, level: number): ReactNode {
  if (block.kind === 'heading') return createElement(`h${level}`, { className: `ll-h${level}` }, block.text)
  if (block.kind === 'list')
    return createElement(
      'ul',
      { className: 'll-list' },
      ...block.items.map((item) => createElement('li', null, ...item.map(drawInline))),
    )
  const lines = block.lines.map((line, place) =>
    createElement(Fragment, null, place > 0 ? <br /> : null, ...line.map(drawInline)),
  )
  return createElement('p', null, ...lines)
}

const drawInline = ({ text, href }: Inline): ReactNode =>
  href ? (
    <a className="ll-link" href={href} rel="noreferrer">
      {text}
    </a>
  ) : (
    text
  )
