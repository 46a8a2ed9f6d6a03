/** A token of a PDF content stream (ISO 32000-1, 7.2 and 7.8). Bytes of strings are kept as Latin-1 characters. */
export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string' | 'name' | 'operator' | 'open' | 'close'; readonly value: string }

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function readLiteral(source: string, start: number): { value: string; end: number } {
  let value = ''
  let depth = 1
  let at = start
  while (at < source.length) {
    const sign = source[at]!
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0]
      const next = source[at + 1] ?? ''
      if (octal) value += String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      else if (next !== '\n' && next !== '\r') value += simpleEscapes[next] ?? next
      at += 1 + (octal?.length ?? 1)
      continue
    }
    if (sign === '(') depth += 1
    if (sign === ')') {
      depth -= 1
      if (depth === 0) return { value, end: at + 1 }
    }
    value += sign
    at += 1
  }
  return { value, end: at }
}

function readHex(digits: string): string {
  const clean = digits.replace(/\s/g, '')
  const even = clean.length % 2 === 0 ? clean : `${clean}0`
  return even.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
}

const regular = /[^\s()<>[\]{}/%]+/y
const hex = /<([0-9A-Fa-f\s]*)>/y
const skipped = /(?:\s+|%[^\r\n]*)+/y

/** Splits a decoded stream (as Latin-1 text) into tokens. Inline images are not expected: our documents have none. */
export function* readTokens(source: string): Generator<Token> {
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at < source.length) {
    if (match(skipped)) continue
    const sign = source[at]!
    const pair = source.slice(at, at + 2)
    if (sign === '(') {
      const { value, end } = readLiteral(source, at + 1)
      at = end
      yield { kind: 'string', value }
    } else if (pair === '<<' || pair === '>>') {
      at += 2
      yield { kind: pair === '<<' ? 'open' : 'close', value: pair }
    } else if (sign === '<') {
      const found = match(hex)
      if (!found) throw new Error('Unreadable hexadecimal string in a content stream')
      yield { kind: 'string', value: readHex(found[1]!) }
    } else if (sign === '[' || sign === ']') {
      at += 1
      yield { kind: sign === '[' ? 'open' : 'close', value: sign }
    } else if (sign === '/') {
      at += 1
      yield { kind: 'name', value: match(regular)?.[0] ?? '' }
    } else {
      const word = match(regular)?.[0]
      if (word === undefined) {
        at += 1
        continue
      }
      const value = Number(word)
      yield Number.isNaN(value) ? { kind: 'operator', value: word } : { kind: 'number', value }
    }
  }
}
