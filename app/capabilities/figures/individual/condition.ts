import { normaliseName } from '../reading/names.ts'
import { codeKey } from './codes.ts'

/**
 * Conditions on one row of a file, as people write them: `U8 = ja und (Masern >= 1 oder Masern leer)`. They are parsed, never run
 * as code. Three values: a comparison with a field that says nothing is unknown, and what stays unknown isn't counted.
 */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'empty'; readonly column: string }
  | {
      readonly kind: 'compare'
      readonly column: string
      readonly operator: Operator
      readonly values: readonly string[]
    }
  /** `all`, `any`: of several columns; unknown as soon as one of them says nothing. `complete`: each says something. */
  | {
      readonly kind: 'all' | 'any'
      readonly columns: readonly string[]
      readonly operator: Operator
      readonly values: readonly string[]
    }
  | { readonly kind: 'complete'; readonly columns: readonly string[] }

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

export type ConditionProblem =
  | { readonly kind: 'unknown-column'; readonly text: string }
  | { readonly kind: 'unexpected'; readonly text: string }
  | { readonly kind: 'incomplete'; readonly text: string }
  | { readonly kind: 'too-deep'; readonly text: string }
  /** "2.500": thousands or a fraction. */
  | { readonly kind: 'ambiguous-number'; readonly text: string }
  | { readonly kind: 'not-a-number'; readonly text: string }

class Wrong extends Error {
  readonly problem: ConditionProblem
  constructor(problem: ConditionProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

const operators: Readonly<Record<string, Operator>> = {
  '=': '=',
  '≠': '!=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
}

type Token = { readonly text: string; readonly quoted: boolean }

function cut(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = /\s*(?:"([^"]*)"|(<>|<=|>=|!=|[=≠<>≤≥(),])|([^\s"=≠<>≤≥!(),]+)|(\S))/gy
  for (const match of text.matchAll(pattern)) {
    const [, quoted, mark, word, rest] = match
    if (rest !== undefined) throw new Wrong({ kind: 'unexpected', text: rest })
    tokens.push({ text: quoted ?? mark ?? word!, quoted: quoted !== undefined })
  }
  return tokens
}

/** So deep nobody nests by hand; each level costs a call when the condition is read and asked. */
const deepest = 100
const ambiguousNumber = /^[-+\u2212]?[1-9]\d{0,2}(?:\.\d{3})+$/

class Parser {
  readonly #tokens: readonly Token[]
  readonly #columns: ReadonlyMap<string, string>
  #at = 0
  #depth = 0

  constructor(text: string, columns: readonly string[]) {
    this.#tokens = cut(text)
    this.#columns = new Map(columns.map((name) => [normaliseName(name), name]))
  }

  parse(): Condition {
    const condition = this.#or()
    const rest = this.#tokens[this.#at]
    if (rest) throw new Wrong({ kind: 'unexpected', text: rest.text })
    return condition
  }

  #is(word: string): boolean {
    const token = this.#tokens[this.#at]
    return token !== undefined && !token.quoted && token.text.toLowerCase() === word
  }

  #take(word: string): boolean {
    if (!this.#is(word)) return false
    this.#at += 1
    return true
  }

  #next(): Token {
    const token = this.#tokens[this.#at]
    if (!token) throw new Wrong({ kind: 'incomplete', text: this.#tokens.at(-1)?.text ?? '' })
    this.#at += 1
    return token
  }

  #expect(word: string): void {
    const token = this.#next()
    if (token.quoted || token.text !== word) throw new Wrong({ kind: 'unexpected', text: token.text })
  }

  #or(): Condition {
    const parts = [this.#and()]
    while (this.#take('oder')) parts.push(this.#and())
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
  }

  #and(): Condition {
    const parts = [this.#unit()]
    while (this.#take('und')) parts.push(this.#unit())
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  #unit(): Condition {
    this.#depth += 1
    if (this.#depth > deepest) throw new Wrong({ kind: 'too-deep', text: String(deepest) })
    const unit = this.#readUnit()
    this.#depth -= 1
    return unit
  }

  #readUnit(): Condition {
    if (this.#take('nicht')) return { kind: 'not', part: this.#unit() }
    if (this.#take('(')) {
      const inner = this.#or()
      this.#expect(')')
      return inner
    }
    const begin = this.#at
    for (const [word, kind] of [
      ['alle', 'all'],
      ['eine', 'any'],
      ['vollständig', 'complete'],
    ] as const) {
      if (this.#take(word) && this.#is('(')) return this.#several(kind)
      this.#at = begin
    }
    if (this.#take('alle')) return { kind: 'always' }
    return this.#comparison()
  }

  #several(kind: 'all' | 'any' | 'complete'): Condition {
    const columns = this.#list().map((name) => this.#column(name))
    return kind === 'complete' ? { kind, columns } : { kind, columns, ...this.#against() }
  }

  #comparison(): Condition {
    const column = this.#column(this.#next().text)
    if (this.#take('leer')) return { kind: 'empty', column }
    return { kind: 'compare', column, ...this.#against() }
  }

  #against(): { operator: Operator; values: readonly string[] } {
    if (this.#take('in'))
      return { operator: '=', values: this.#list().map((value) => this.#value(value, '=')) }
    const token = this.#next()
    const operator = token.quoted ? undefined : operators[token.text]
    if (!operator) throw new Wrong({ kind: 'unexpected', text: token.text })
    const value = this.#next()
    // Outside of lists a comma can only be that of a fraction: 2,5.
    const isFraction = /^[-+]?\d+$/.test(value.text) && !value.quoted && this.#take(',')
    const text = isFraction ? `${value.text},${this.#next().text}` : value.text
    return { operator, values: [this.#value(text, operator)] }
  }

  #value(text: string, operator: Operator): string {
    if (ambiguousNumber.test(text.trim())) throw new Wrong({ kind: 'ambiguous-number', text })
    const needsNumber = operator !== '=' && operator !== '!='
    if (needsNumber && numberOf(text) === undefined) throw new Wrong({ kind: 'not-a-number', text })
    return text
  }

  #list(): string[] {
    this.#expect('(')
    const names = [this.#next().text]
    while (this.#take(',')) names.push(this.#next().text)
    this.#expect(')')
    return names
  }

  #column(text: string): string {
    const found = this.#columns.get(normaliseName(text))
    if (found === undefined) throw new Wrong({ kind: 'unknown-column', text })
    return found
  }
}

/** Reads a condition; `columns` are the names it may use. An empty text holds for every row. */
export function parseCondition(
  text: string,
  columns: readonly string[],
):
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem } {
  if (text.trim() === '') return { ok: true, condition: { kind: 'always' } }
  try {
    return { ok: true, condition: new Parser(text, columns).parse() }
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, problem: error.problem }
    throw error
  }
}

/** What a field says: its meaning or number; undefined where it says nothing. */
export type RowValues = (column: string) => string | undefined

const numberOf = (text: string): number | undefined => {
  const value = Number(text.replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined
}

function compare(
  value: string | undefined,
  operator: Operator,
  values: readonly string[],
): boolean | undefined {
  if (value === undefined) return undefined
  const isSame = (other: string) => {
    const [one, two] = [numberOf(value), numberOf(other)]
    return one !== undefined && two !== undefined ? one === two : codeKey(value) === codeKey(other)
  }
  if (operator === '=') return values.some(isSame)
  if (operator === '!=') return !values.some(isSame)
  const [one, two] = [numberOf(value), numberOf(values[0] ?? '')]
  if (one === undefined || two === undefined) return undefined
  if (operator === '<') return one < two
  if (operator === '<=') return one <= two
  return operator === '>' ? one > two : one >= two
}

/** Whether a row fulfils a condition; undefined where its fields don't say enough. */
export function holds(condition: Condition, read: RowValues): boolean | undefined {
  switch (condition.kind) {
    case 'always':
      return true
    case 'empty':
      return read(condition.column) === undefined
    case 'compare':
      return compare(read(condition.column), condition.operator, condition.values)
    case 'complete':
      return condition.columns.every((column) => read(column) !== undefined)
    case 'not': {
      const inner = holds(condition.part, read)
      return inner === undefined ? undefined : !inner
    }
    case 'and':
    case 'or':
      return join(
        condition.parts.map((part) => holds(part, read)),
        condition.kind === 'or',
      )
    case 'all':
    case 'any': {
      const results = condition.columns.map((column) =>
        compare(read(column), condition.operator, condition.values),
      )
      if (results.includes(undefined)) return undefined
      return condition.kind === 'all' ? results.every(Boolean) : results.some(Boolean)
    }
  }
}

/** Kleene: one result that decides is enough; else an unknown one leaves it open. */
function join(results: readonly (boolean | undefined)[], deciding: boolean): boolean | undefined {
  if (results.includes(deciding)) return deciding
  return results.includes(undefined) ? undefined : !deciding
}
