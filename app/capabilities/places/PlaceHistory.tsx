import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#app/plain/format.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { DateText } from '#app/ui/Time.tsx'
import type { PlaceEvent } from './keeping/placesPage.server.ts'

type PlaceHistoryProps = {
  events: readonly PlaceEvent[]
  /** The page of another place. */
  hrefOf: (key: string) => string
  /** A button beside an event (take back). */
  actionOf?: (event: PlaceEvent) => ReactNode
}

/** What became of a place, in sentences with their day. */
export function PlaceHistory({ events, hrefOf, actionOf }: PlaceHistoryProps) {
  const { t } = useTranslation('places')
  const language = useLanguage()
  return (
    <ul className="ll-list places-history">
      {events.map((event) => {
        const [before, after] = wordsOf(event)
        return (
          <li key={event.id}>
            <DateText iso={event.happenedOn} />:{' '}
            {t(`keeping.history.${before}`, { name: event.former ?? '', parent: event.former ?? '' })}
            {event.others.map((other, index) => (
              <span key={other.key}>
                {index === 0 ? ' ' : ', '}
                <TextLink to={hrefOf(other.key)}>{other.name}</TextLink>
                {after && other.share !== undefined
                  ? ` (${formatNumber(other.share * 100, shareDecimals(other.share), language)} %)`
                  : ''}
              </span>
            ))}
            {event.base ? (
              <span className="ll-muted ll-small"> {t('keeping.history.base', { base: event.base })}.</span>
            ) : null}
            {event.decidedBy ? (
              <span className="ll-muted ll-small">
                {' '}
                {t('keeping.history.decidedBy', { by: event.decidedBy })}.
              </span>
            ) : null}
            {event.note ? <span className="ll-muted ll-small"> {event.note}</span> : null}
            {actionOf?.(event)}
          </li>
        )
      })}
    </ul>
  )
}

const shareDecimals = (share: number) => (Number.isInteger(Math.round(share * 1e6) / 1e4) ? 0 : 1)

type Words =
  | 'split'
  | 'splitFrom'
  | 'merged'
  | 'mergedFrom'
  | 'recut'
  | 'recutFrom'
  | 'renamed'
  | 'moved'
  | 'movedPlain'

function wordsOf({ kind, side, former }: PlaceEvent): readonly [Words, boolean] {
  if (kind === 'renamed') return ['renamed', false]
  if (kind === 'moved') return [former === undefined ? 'movedPlain' : 'moved', false]
  return [side === 'ends' ? kind : `${kind}From`, true]
}
