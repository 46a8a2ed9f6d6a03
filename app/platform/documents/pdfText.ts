import { decodePDFRawStream, PDFArray, PDFDict, type PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import type { StructureElement } from './pdfStructure.ts'
import { readTokens, type Token } from './pdfTokens.ts'

const latin1 = new TextDecoder('latin1')

function streamText(stream: PDFRawStream): string {
  return latin1.decode(decodePDFRawStream(stream).decode())
}

function utf16(bytes: string): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1))
  }
  return text
}

/** Text strings of PDF are UTF-16 with a byte order mark, or close enough to Latin-1. */
function textString(bytes: string): string {
  return bytes.startsWith('\u00fe\u00ff') ? utf16(bytes.slice(2)) : bytes
}

/** Code (bytes as read) to characters, from the font's ToUnicode map (ISO 32000-1, 9.10.3). */
function readToUnicode(font: PDFDict): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  const stream = font.lookup(PDFName.of('ToUnicode'))
  if (!(stream instanceof PDFRawStream)) return map
  const waiting: Token[] = []
  for (const token of readTokens(streamText(stream))) {
    if (token.kind !== 'operator') {
      waiting.push(token)
      continue
    }
    const strings = waiting.flatMap((one) => (one.kind === 'string' ? [one.value] : []))
    if (token.value === 'endbfchar') {
      for (let at = 0; at + 1 < strings.length; at += 2) map.set(strings[at]!, utf16(strings[at + 1]!))
    } else if (token.value === 'endbfrange') readRanges(waiting, map)
    waiting.length = 0
  }
  return map
}

function readRanges(tokens: readonly Token[], map: Map<string, string>): void {
  const code = (bytes: string) => [...bytes].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0)
  const bytesOf = (value: number, length: number) =>
    Array.from({ length }, (_, at) => String.fromCharCode((value >> (8 * (length - 1 - at))) & 0xff)).join('')
  let at = 0
  while (at + 2 < tokens.length) {
    const [first, last, target] = tokens.slice(at, at + 3) as [Token, Token, Token]
    if (first.kind !== 'string' || last.kind !== 'string') return
    const from = code(first.value)
    const count = code(last.value) - from + 1
    const length = first.value.length
    if (target.kind === 'string') {
      const base = utf16(target.value)
      const end = base.charCodeAt(base.length - 1)
      for (let step = 0; step < count; step += 1) {
        map.set(bytesOf(from + step, length), base.slice(0, -1) + String.fromCharCode(end + step))
      }
      at += 3
    } else {
      for (let step = 0; step < count; step += 1) {
        const one = tokens[at + 3 + step]
        if (one?.kind === 'string') map.set(bytesOf(from + step, length), utf16(one.value))
      }
      at += 4 + count
    }
  }
}

type FontMaps = Map<PDFDict, ReadonlyMap<string, string>>

function decode(bytes: string, map: ReadonlyMap<string, string> | undefined): string {
  if (!map) return ''
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) text += map.get(bytes.slice(at, at + 2)) ?? ''
  return text
}

/** An opened marked-content sequence; `actual` replaces what is drawn inside. */
type Mark = { readonly id: number | undefined; readonly actual: string | undefined }

function readMark(operands: readonly Token[]): Mark {
  const after = (name: string) => {
    const at = operands.findIndex((token) => token.kind === 'name' && token.value === name)
    return at < 0 ? undefined : operands[at + 1]
  }
  const id = after('MCID')
  const actual = after('ActualText')
  return {
    id: id?.kind === 'number' ? id.value : undefined,
    actual: actual?.kind === 'string' ? textString(actual.value) : undefined,
  }
}

function readContent(source: string, resources: PDFDict | undefined, maps: FontMaps): Map<number, string> {
  const found = new Map<number, string>()
  const marks: Mark[] = []
  const fonts = resources?.lookup(PDFName.of('Font'))
  let map: ReadonlyMap<string, string> | undefined
  let operands: Token[] = []
  const put = (text: string) => {
    const id = marks.findLast((mark) => mark.id !== undefined)?.id
    if (id !== undefined) found.set(id, (found.get(id) ?? '') + text)
  }
  for (const token of readTokens(source)) {
    if (token.kind !== 'operator') {
      operands.push(token)
      continue
    }
    switch (token.value) {
      case 'BMC':
        marks.push({ id: undefined, actual: undefined })
        break
      case 'BDC': {
        const mark = readMark(operands)
        marks.push(mark)
        if (mark.actual !== undefined) put(mark.actual)
        break
      }
      case 'EMC':
        marks.pop()
        break
      case 'Tf': {
        const [name] = operands
        const font =
          fonts instanceof PDFDict && name?.kind === 'name' ? fonts.lookup(PDFName.of(name.value)) : undefined
        map = undefined
        if (font instanceof PDFDict) {
          map = maps.get(font) ?? readToUnicode(font)
          maps.set(font, map)
        }
        break
      }
      case 'Tj':
      case 'TJ':
        if (!marks.some((mark) => mark.actual !== undefined)) {
          for (const one of operands) if (one.kind === 'string') put(decode(one.value, map))
        }
        break
    }
    operands = []
  }
  return found
}

export type MarkedText = ReadonlyMap<string, ReadonlyMap<number, string>>

/** The text of every piece of marked content: page (object reference as text), then number. Drawings are left out. */
export function readMarkedText(document: PDFDocument): MarkedText {
  const maps: FontMaps = new Map()
  const pages = new Map<string, ReadonlyMap<number, string>>()
  for (const page of document.getPages()) {
    const contents = page.node.Contents()
    const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : []
    const source = streams
      .map((stream) => document.context.lookup(stream))
      .filter((stream) => stream instanceof PDFRawStream)
      .map(streamText)
      .join('\n')
    pages.set(page.ref.toString(), readContent(source, page.node.Resources(), maps))
  }
  return pages
}

/** What a reader hears from an element and all below it. Lines are joined without a blank where none was printed. */
export function elementText(element: StructureElement, marked: MarkedText): string {
  return element.parts
    .map((part) => ('type' in part ? elementText(part, marked) : (marked.get(part.page)?.get(part.id) ?? '')))
    .join('')
}
