import { SaxesParser } from 'saxes'
import { FileRefused } from './refusal.ts'

export type XmlHandlers = {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/** Name without its namespace prefix: strict workbooks write `x:row`. */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * A streaming reader of one part of a workbook. A document type is refused (it is how entities blow up a file);
 * anything that is no well-formed XML makes a broken workbook.
 */
export function createXmlReader(handlers: XmlHandlers): { write(text: string): void; end(): void } {
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new FileRefused({ refused: 'declares-entities' })
  })
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), tag.attributes as Record<string, string>))
  if (handlers.close) {
    const { close } = handlers
    parser.on('closetag', (tag) => close(localName(tag.name)))
  }
  if (handlers.text) {
    const { text } = handlers
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      throw error instanceof FileRefused ? error : new FileRefused({ refused: 'broken-workbook' })
    }
  }
  return { write: (text) => guarded(() => parser.write(text)), end: () => guarded(() => parser.close()) }
}

/** Text of a part as its own byte order mark or UTF-8 says; the parts of a workbook know no other encodings. */
export async function* xmlText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of bytes) {
      if (!decoder) {
        const wide = chunk[0] === 0xff || chunk[0] === 0xfe
        decoder = new TextDecoder(wide ? (chunk[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', {
          fatal: true,
        })
      }
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder?.decode() ?? ''
  } catch (error) {
    throw error instanceof TypeError ? new FileRefused({ refused: 'broken-workbook' }) : error
  }
}

/** Reads a whole part of a workbook. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const reader = createXmlReader(handlers)
  for await (const text of xmlText(bytes)) reader.write(text)
  reader.end()
}

/** Excel writes characters that XML can't hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Raised digits are footnote marks: kept raised, so that "2016" with a raised 1 isn't read as 20161. */
export function raise(text: string): string {
  return text.replace(/\d/g, (digit) => superscripts[Number(digit)]!)
}
