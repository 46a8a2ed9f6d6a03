import {
  type Expression,
  type Filter,
  type FormulaProblem,
  type FormulaResult,
  formulaLimits,
  type Operator,
  type Span,
} from './formula.ts'
import { readTokens, type Token } from './lexer.ts'

/**
 * Reads a formula by recursive descent; nothing of it is ever run as code.
 *
 *   sum     = product { ( "+" | "-" ) product }
 *   product = factor { ( "*" | "/" ) factor }
 *   factor  = "-" factor | primary
 *   primary = number | name [ filters ] [ place ] | "{" key "}" [ place ] | "(" sum ")"
 *   filters = "[" key "=" key { "," key "=" key } "]"
 *   place   = "@" key
 *
 * Gives the expression, or the first problem that stops reading. Whether names exist and units fit says `checkFormula`.
 */
export function parseFormula(text: string): FormulaResult {
  if (text.length > formulaLimits.length) {
    const span = { position: formulaLimits.length + 1, length: text.length - formulaLimits.length }
    return refuse({ ...span, kind: 'too-long', limit: formulaLimits.length })
  }
  const { tokens, problem } = readTokens(text)
  if (problem) return refuse(problem)
  if (tokens.length === 1) return refuse({ position: 1, length: 0, kind: 'empty' })
  const parser: Parser = { tokens, at: 0, depth: 0, problem: undefined }
  const expression = readSum(parser)
  if (expression && !isEnd(parser)) failAfterOperand(parser)
  return expression && !parser.problem ? { ok: true, expression } : refuse(parser.problem!)
}

function refuse(problem: FormulaProblem): FormulaResult {
  return { ok: false, problems: [problem] }
}

type Parser = {
  readonly tokens: readonly Token[]
  at: number
  depth: number
  problem: FormulaProblem | undefined
}

const current = (parser: Parser): Token => parser.tokens[parser.at]!
const isEnd = (parser: Parser) => current(parser).kind === 'end'
const spanOf = (token: Token): Span => ({ position: token.position, length: token.length })

function isSign(parser: Parser, text: string): boolean {
  const token = current(parser)
  return token.kind === 'sign' && token.text === text
}

/** From the first character of one part to the last of another. */
function cover(first: Span, last: Span): Span {
  return { position: first.position, length: last.position + last.length - first.position }
}

function fail(parser: Parser, problem: FormulaProblem): undefined {
  parser.problem ??= problem
  return undefined
}

/** What follows a complete operand but is neither operator nor end. */
function failAfterOperand(parser: Parser): undefined {
  const token = current(parser)
  const span = spanOf(token)
  if (token.kind === 'sign' && ')]}'.includes(token.text)) {
    return fail(parser, { ...span, kind: 'unopened', bracket: token.text })
  }
  const before = parser.tokens[parser.at - 1]
  if (token.kind === 'sign' && token.text === '(' && before?.kind === 'name') {
    return fail(parser, { ...cover(before, token), kind: 'function', found: before.text })
  }
  return fail(parser, { ...span, kind: 'missing-operator', found: token.text })
}

function readOperation(
  parser: Parser,
  operators: readonly Operator[],
  readOperand: (parser: Parser) => Expression | undefined,
): Expression | undefined {
  let left = readOperand(parser)
  while (left) {
    const token = current(parser)
    if (token.kind !== 'operator' || !operators.includes(token.operator)) return left
    parser.at += 1
    const right = readOperand(parser)
    if (!right) return undefined
    left = { ...cover(left, right), kind: 'operation', operator: token.operator, left, right }
  }
  return undefined
}

function readSum(parser: Parser): Expression | undefined {
  return readOperation(parser, ['+', '-'], readProduct)
}

function readProduct(parser: Parser): Expression | undefined {
  return readOperation(parser, ['*', '/'], readFactor)
}

function readFactor(parser: Parser): Expression | undefined {
  const token = current(parser)
  if (parser.depth >= formulaLimits.depth) {
    return fail(parser, { ...spanOf(token), kind: 'too-deep', limit: formulaLimits.depth })
  }
  parser.depth += 1
  const result =
    token.kind === 'operator' && token.operator === '-' ? readNegation(parser) : readPrimary(parser)
  parser.depth -= 1
  return result
}

function readNegation(parser: Parser): Expression | undefined {
  const sign = current(parser)
  parser.at += 1
  const operand = readFactor(parser)
  return operand && { ...cover(sign, operand), kind: 'negation', operand }
}

function readPrimary(parser: Parser): Expression | undefined {
  const token = current(parser)
  if (token.kind === 'number') {
    parser.at += 1
    return { ...spanOf(token), kind: 'number', text: token.text }
  }
  if (token.kind === 'name') return readSeries(parser)
  if (isSign(parser, '{')) return readIndicator(parser)
  if (isSign(parser, '(')) return readParentheses(parser)
  return fail(parser, { ...spanOf(token), kind: 'missing-operand', found: token.text })
}

function readParentheses(parser: Parser): Expression | undefined {
  const open = current(parser)
  parser.at += 1
  const inner = readSum(parser)
  if (!inner) return undefined
  if (isEnd(parser)) return fail(parser, { ...spanOf(open), kind: 'unclosed', bracket: '(' })
  if (!isSign(parser, ')')) return failAfterOperand(parser)
  const close = current(parser)
  parser.at += 1
  return { ...inner, ...cover(open, close) }
}

function readSeries(parser: Parser): Expression | undefined {
  const token = current(parser)
  parser.at += 1
  const filters = isSign(parser, '[') ? readFilters(parser) : []
  const place = filters && isSign(parser, '@') ? readPlace(parser) : undefined
  if (!filters || parser.problem) return undefined
  const last = parser.tokens[parser.at - 1]!
  return { ...cover(token, last), kind: 'series', series: token.text, filters, place }
}

function readIndicator(parser: Parser): Expression | undefined {
  const open = current(parser)
  parser.at += 1
  const name = current(parser)
  if (name.kind !== 'key') return fail(parser, { ...spanOf(open), kind: 'missing-indicator' })
  parser.at += 1
  if (!isSign(parser, '}')) return fail(parser, { ...spanOf(open), kind: 'unclosed', bracket: '{' })
  parser.at += 1
  const place = isSign(parser, '@') ? readPlace(parser) : undefined
  if (parser.problem) return undefined
  const last = parser.tokens[parser.at - 1]!
  return { ...cover(open, last), kind: 'indicator', indicator: name.text, place }
}

function readPlace(parser: Parser): (Span & { readonly key: string }) | undefined {
  const at = current(parser)
  parser.at += 1
  const token = current(parser)
  if (token.kind !== 'key') return fail(parser, { ...spanOf(at), kind: 'missing-place' })
  parser.at += 1
  return { ...spanOf(token), key: token.text }
}

function readFilters(parser: Parser): readonly Filter[] | undefined {
  const open = current(parser)
  const filters: Filter[] = []
  do {
    parser.at += 1
    const filter = readFilter(parser, open)
    if (!filter) return undefined
    if (filters.some((other) => other.dimension === filter.dimension)) {
      return fail(parser, {
        position: filter.position,
        length: filter.length,
        kind: 'duplicate-filter',
        dimension: filter.dimension,
      })
    }
    filters.push(filter)
  } while (isSign(parser, ','))
  if (!isSign(parser, ']')) return failInBrackets(parser, open)
  parser.at += 1
  return filters.sort((a, b) => (a.dimension < b.dimension ? -1 : 1))
}

function failInBrackets(parser: Parser, open: Token): undefined {
  const token = current(parser)
  if (token.kind === 'end') return fail(parser, { ...spanOf(open), kind: 'unclosed', bracket: '[' })
  return fail(parser, { ...spanOf(token), kind: 'filter-form', found: token.text })
}

function readFilter(parser: Parser, open: Token): Filter | undefined {
  const dimension = current(parser)
  if (dimension.kind !== 'key') return failInBrackets(parser, open)
  parser.at += 1
  if (!isSign(parser, '=')) return failInBrackets(parser, open)
  parser.at += 1
  const value = current(parser)
  if (value.kind !== 'key') return failInBrackets(parser, open)
  parser.at += 1
  return { ...cover(dimension, value), dimension: dimension.text, value: value.text }
}
