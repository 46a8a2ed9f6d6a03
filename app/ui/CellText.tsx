import { Link } from 'react-router'
import { type Cell, type CellFlag, cellFlags, type MissingReason, missingReasons } from '#app/plain/cell.ts'
import type { Disclosed, Exact } from '#app/plain/disclosure.ts'
import { formatChange, formatValue, missingInWords, missingSigns, type Unit } from '#app/plain/format.ts'
import { useLanguage, useUiText } from './language.ts'

/** What a surface may show: released, or exact for a named person (internal pages only). */
export type ShownCell = Disclosed<Cell> | Exact<Cell>

/** Short marks after a value, as in official statistics: p (preliminary), r (revised), a bar where the series breaks, ≈ (converted). */
const flagMarks: Record<CellFlag, string> = {
  provisional: 'p',
  revised: 'r',
  break: '|',
  limited: '( )',
  'published-rate': 'q',
  converted: '≈',
}

const secret: readonly MissingReason[] = ['suppressed', 'secret-at-source']

type CellTextProps = {
  cell: ShownCell
  unit: Unit
  decimals: number
  /** The page that says where this number comes from. */
  to?: string
  /** In dense tables the sign of a missing value instead of its reason in words (which stay for screen readers). */
  short?: boolean
}

/** A number, or the reason why there is none, with the marks a reader needs. */
export function CellText({ cell, unit, decimals, to, short }: CellTextProps) {
  const t = useUiText()
  const language = useLanguage()
  const content =
    'value' in cell ? (
      formatValue(cell.value, unit, decimals, language)
    ) : (
      <MissingText reason={cell.missing} short={short ?? false} />
    )
  const linked = to && ('value' in cell || !short || missingSigns[cell.missing] !== '')
  return (
    <span className="ll-cell">
      {linked ? (
        <Link className="ll-cell__link" to={to}>
          {content}
          <span className="kern-sr-only">, {originWord(t)}</span>
        </Link>
      ) : (
        content
      )}
      {cell.flags.map((flag) => (
        <span key={flag} className="ll-cell__flag">
          <span aria-hidden="true">{flagMarks[flag]}</span>
          <span className="kern-sr-only">, {t(`cell.flags.${flag}`)}</span>
        </span>
      ))}
    </span>
  )
}

const originWords = new WeakMap<ReturnType<typeof useUiText>, string>()

/** Looked up once per language: it stands beside every number. */
function originWord(t: ReturnType<typeof useUiText>): string {
  const word = originWords.get(t) ?? t('cell.origin')
  originWords.set(t, word)
  return word
}

function MissingText({ reason, short }: { reason: MissingReason; short: boolean }) {
  const language = useLanguage()
  const words = missingInWords(reason, language)
  const className = secret.includes(reason) ? 'll-cell__secret' : 'll-cell__missing'
  const sign = missingSigns[reason]
  if (!short || sign === words) return <span className={className}>{words}</span>
  if (secret.includes(reason)) {
    return (
      <span className={className}>
        <span aria-hidden="true">{missingInWords('suppressed', language)}</span>
        <span className="kern-sr-only">{words}</span>
      </span>
    )
  }
  return (
    <span className={className}>
      <span aria-hidden="true">{sign}</span>
      <span className="kern-sr-only">{words}</span>
    </span>
  )
}

/** Explains under a table the signs and marks that occur in it, and only those. */
export function CellNotes({ cells }: { cells: readonly Cell[] }) {
  const t = useUiText()
  const language = useLanguage()
  const reasons = missingReasons.filter((reason) =>
    cells.some((cell) => 'missing' in cell && cell.missing === reason),
  )
  const flags = cellFlags.filter((flag) => cells.some((cell) => cell.flags.includes(flag)))
  if (reasons.length === 0 && flags.length === 0) return null
  return (
    <dl className="ll-notes" aria-label={t('cell.signs')}>
      {reasons.map((reason) => (
        <div key={reason}>
          <dt>{missingSigns[reason] === '' ? t('cell.emptySign') : signOf(reason, language)}</dt>
          <dd>{t(`cell.reasons.${reason}`)}</dd>
        </div>
      ))}
      {flags.map((flag) => (
        <div key={flag}>
          <dt>{flagMarks[flag]}</dt>
          <dd>{t(`cell.flags.${flag}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

function signOf(reason: MissingReason, language: 'de' | 'en'): string {
  return secret.includes(reason) ? missingInWords('suppressed', language) : missingSigns[reason]
}

type ChangeTextProps = {
  cell: ShownCell
  unit: Unit
  decimals: number
  /** Which way is good: then the change also says whether it is one for the better. */
  direction?: 'up' | 'down' | 'none'
}

/** A change with its sign; of percentages in percentage points. */
export function ChangeText({ cell, unit, decimals, direction = 'none' }: ChangeTextProps) {
  const t = useUiText()
  const language = useLanguage()
  if ('missing' in cell) return <MissingText reason={cell.missing} short={false} />
  const size = unit === 'eur' ? cell.value / 100 : cell.value
  const number = formatChange(size, decimals, language)
  const rounded = Number(size.toFixed(decimals))
  const isBetter = direction !== 'none' && rounded !== 0 && rounded > 0 === (direction === 'up')
  const isWorse = direction !== 'none' && rounded !== 0 && !isBetter
  const text =
    unit === 'percent'
      ? t('cell.points', { count: decimals === 0 && Math.abs(rounded) === 1 ? 1 : 2, value: number })
      : unit === 'eur'
        ? `${number}\u202f€`
        : number
  return (
    <span className="ll-cell ll-change">
      {text}
      {isBetter ? <span className="kern-sr-only">, {t('cell.better')}</span> : null}
      {isWorse ? <span className="kern-sr-only">, {t('cell.worse')}</span> : null}
    </span>
  )
}
