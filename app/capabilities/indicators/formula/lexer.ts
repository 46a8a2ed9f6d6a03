import type { FormulaProblem, Operator, Span } from './formula.ts'

export type Token = Span &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'name'; readonly text: string }
    | { readonly kind: 'key'; readonly text: string }
    | { readonly kind: 'operator'; readonly operator: Operator; readonly text: string }
    | { readonly kind: 'sign'; readonly text: '(' | ')' | '[' | ']' | '{' | '}' | '@' | '=' | ',' }
    | { readonly kind: 'end'; readonly text: '' }
  )

/** Signs that people copy from word processors mean the same as those on the keyboard. */
const operators: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '·': '*',
  '×': '*',
  '/': '/',
  '÷': '/',
}

const space = /\s+/uy
const name = /[\p{L}_][\p{L}\p{N}_]*/uy
/** Keys of places, indicators and values of a dimension may begin with a digit and contain hyphens: `35a`, `hamm-westen`. */
const key = /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/uy
const number = /\d[\d.,]*/uy
/** "1.000" may mean one thousand or one; a leading zero ("0.125") leaves no doubt. */
const ambiguous = /^[1-9]\d{0,2}[.,]\d{3}$/

function readAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** The same number as a decimal that nobody takes for thousands: "1.000" as "1,0", "2.125" as "2,1250". */
function clearDecimal(text: string): string {
  const short = text.replace('.', ',').replace(/0+$/, '')
  return short.endsWith(',') || ambiguous.test(short) ? `${short}0` : short
}

function readNumber(text: string, span: Span): Token | FormulaProblem {
  if (ambiguous.test(text)) {
    const whole = text.replace(/[.,]/, '')
    return { ...span, kind: 'ambiguous-number', found: text, whole, decimal: clearDecimal(text) }
  }
  if (!/^\d+(?:[.,]\d+)?$/.test(text)) return { ...span, kind: 'unreadable-number', found: text }
  return { ...span, kind: 'number', text: text.replace(',', '.') }
}

/**
 * Cuts a formula into tokens; the last one is the end. Inside brackets and braces and after @ stand keys,
 * elsewhere names and numbers. Stops at the first character that belongs nowhere.
 */
export function readTokens(text: string): { tokens: readonly Token[]; problem: FormulaProblem | undefined } {
  const tokens: Token[] = []
  let bracket: '[' | '{' | undefined
  let at = 0
  while (at < text.length) {
    const blank = readAt(space, text, at)
    if (blank !== undefined) {
      at += blank.length
      continue
    }
    const last = tokens.at(-1)
    const expectsKey = bracket !== undefined || (last?.kind === 'sign' && last.text === '@')
    const word = readAt(expectsKey ? key : name, text, at)
    const digits = expectsKey ? undefined : readAt(number, text, at)
    const found = word ?? digits ?? String.fromCodePoint(text.codePointAt(at)!)
    const span: Span = { position: at + 1, length: found.length }
    if (word !== undefined) tokens.push({ ...span, kind: expectsKey ? 'key' : 'name', text: word })
    else if (digits !== undefined) {
      const result = readNumber(digits, span)
      if (result.kind !== 'number') return { tokens, problem: result as FormulaProblem }
      tokens.push(result)
    } else {
      const operator = operators[found]
      if (operator !== undefined) tokens.push({ ...span, kind: 'operator', operator, text: found })
      else if (isSign(found)) {
        tokens.push({ ...span, kind: 'sign', text: found })
        if (found === '[' || found === '{') bracket = found
        if (found === ']' || found === '}') bracket = undefined
      } else return { tokens, problem: { ...span, kind: 'unexpected-character', found } }
    }
    at += found.length
  }
  tokens.push({ position: text.length + 1, length: 0, kind: 'end', text: '' })
  return { tokens, problem: undefined }
}

function isSign(text: string): text is Extract<Token, { kind: 'sign' }>['text'] {
  return '()[]{}@=,'.includes(text)
}
