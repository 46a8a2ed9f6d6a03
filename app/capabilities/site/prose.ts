/** Text of people who don't write HTML, taken apart: nothing in it is ever markup. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly lines: readonly Inline[][] }
  | { readonly kind: 'list'; readonly items: readonly Inline[][] }

/** `href` where the words are an address that can be followed: https or a mail address. */
export type Inline = { readonly text: string; readonly href?: string }

const link = /https:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/** Addresses in a line become links; they begin with https:// or mailto: and with nothing else. */
function readInline(line: string): Inline[] {
  const parts: Inline[] = []
  let end = 0
  for (const match of line.matchAll(link)) {
    const [text] = match
    if (match.index > end) parts.push({ text: line.slice(end, match.index) })
    parts.push({ text, href: text.startsWith('https://') ? text : `mailto:${text}` })
    end = match.index + text.length
  }
  if (end < line.length) parts.push({ text: line.slice(end) })
  return parts
}

const isItem = (line: string) => /^[-*•]\s+/.test(line)

/**
 * An empty line ends a paragraph; a line that begins with "# " is a heading, one that begins with "- " an item of a list.
 * Line ends inside a paragraph stay, as in an address.
 */
export function readProse(text: string): Block[] {
  const blocks: Block[] = []
  for (const raw of text.replaceAll('\r\n', '\n').split('\n')) {
    const line = raw.trim()
    const last = blocks.at(-1)
    if (line.startsWith('# ')) blocks.push({ kind: 'heading', text: line.slice(2).trim() })
    else if (isItem(line)) {
      const item = readInline(line.replace(/^[-*•]\s+/, ''))
      if (last?.kind === 'list') blocks.splice(-1, 1, { kind: 'list', items: [...last.items, item] })
      else blocks.push({ kind: 'list', items: [item] })
    } else if (line === '') blocks.push({ kind: 'paragraph', lines: [] })
    else if (last?.kind === 'paragraph')
      blocks.splice(-1, 1, { kind: 'paragraph', lines: [...last.lines, readInline(line)] })
    else blocks.push({ kind: 'paragraph', lines: [readInline(line)] })
  }
  return blocks.filter((block) => block.kind !== 'paragraph' || block.lines.length > 0)
}
