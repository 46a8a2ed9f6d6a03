import { randomUUID } from 'node:crypto'

/** Lines of a stack that are worth reading. */
const stackLines = 12

/** What could be somebody's: mail addresses, tokens, and whatever an error quotes of its input. */
function withoutValues(message: string): string {
  return message
    .replace(/[^\s<>"'„“:,;()]+@[^\s<>"'“:,;()]+/g, '…@…')
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '"…"')
    .replace(/„[^“\n]*“/g, '„…“')
    .replace(/\?\S+/g, '?…')
    .replace(/[A-Za-z0-9_-]{24,}/g, '…')
    .slice(0, 400)
}

const textOf = (error: object, key: string): string | undefined => {
  const value = (error as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : undefined
}

/**
 * What one error says without the data it was about. PostgreSQL puts rows into message and detail, Drizzle the parameters
 * into the message: of the first the code and the names of table, column and constraint remain, of the second the statement.
 */
function describeOne(error: Error): string {
  const code = textOf(error, 'code')
  const query = textOf(error, 'query')
  if (query !== undefined) return `${error.name}: ${query.replace(/'[^']*'/g, "'…'").slice(0, 400)}`
  if (textOf(error, 'severity') !== undefined) {
    const names = ['table', 'column', 'constraint', 'routine'].flatMap((key) => textOf(error, key) ?? [])
    return `PostgreSQL ${code ?? ''} ${names.join(' ')}`.trim()
  }
  return `${error.name}${code ? ` ${code}` : ''}: ${withoutValues(error.message)}`
}

/**
 * An error for the log: kinds, codes and places, with its causes, without personal data. Nothing else may write an error
 * anywhere: messages quote what people have typed.
 */
export function describeError(error: unknown): string {
  const lines: string[] = []
  let current: unknown = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const frames = (current.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    lines.push(`${depth === 0 ? '' : 'caused by '}${describeOne(current)}`, ...frames.slice(0, stackLines))
    current = current.cause
  }
  return lines.length > 0 ? lines.join('\n') : `thrown: ${typeof error}`
}

/** Logs an error once under a new reference (8 hexadecimal digits), which the person may be shown, and returns it. */
export function logError(what: string, error: unknown): string {
  const reference = randomUUID().slice(0, 8)
  console.error(`[${reference}] ${what}: ${describeError(error)}`)
  return reference
}
