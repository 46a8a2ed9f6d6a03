import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { BoardCard, PendingRelease } from './board.server.ts'
import './board.css'

type BoardProps = {
  readonly cards: readonly BoardCard[]
  readonly pending: readonly PendingRelease[]
  /** Address of the deliveries, and of the releases. */
  readonly base: string
  readonly releases: string
}

/** What waits for whom, what waits longest first; on a phone one below the other. */
export function Board({ cards, pending, base, releases }: BoardProps) {
  const { t } = useTranslation('figures')
  const of = (whom: BoardCard['waitsFor']) => cards.filter((card) => card.waitsFor === whom)
  const done = of('nobody')
  return (
    <>
      <div className="board">
        {(['office', 'check', 'release'] as const).map((whom) => (
          <Lane
            key={whom}
            title={t(`board.${whom}`)}
            hint={t(`board.${whom}Means`)}
            cards={of(whom)}
            base={base}
          />
        ))}
      </div>
      {pending.length > 0 ? (
        <Section title={t('board.pending')} lead={<p>{t('board.pendingMeans')}</p>} id="freigaben">
          <ul className="ll-list">
            {pending.map(({ family, state, releaseId }) => (
              <li key={family}>
                {releaseId === undefined ? (
                  family
                ) : (
                  <TextLink to={`${releases}/${releaseId}`}>{family}</TextLink>
                )}
                : {t(`board.pendingState.${state}`)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {done.length > 0 ? (
        <Section title={t('board.recent')} id="zuletzt">
          <ul className="board__recent">
            {done.map((card) => (
              <li key={card.id} className="ll-card">
                <CardText card={card} base={base} isDone />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

type LaneProps = { title: string; hint: string; cards: readonly BoardCard[]; base: string }

function Lane({ title, hint, cards, base }: LaneProps) {
  const { t } = useTranslation('figures')
  return (
    <section className="board__lane ll-stack">
      <h2>
        {title} <span className="ll-muted">({cards.length})</span>
      </h2>
      <p className="ll-muted ll-small">{hint}</p>
      {cards.length === 0 ? <p>{t('board.empty')}</p> : null}
      <ul className="board__cards">
        {cards.map((card) => (
          <li key={card.id} className="ll-card">
            <CardText card={card} base={base} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function CardText({ card, base, isDone }: { card: BoardCard; base: string; isDone?: boolean }) {
  const { t } = useTranslation('figures')
  const { days, openQuestions, replacesId, state } = card
  const remarks = [
    t(`state.${state}`),
    days === 0
      ? t(isDone ? 'board.doneToday' : 'board.today')
      : t(isDone ? 'board.ago' : 'board.since', { count: days }),
    replacesId === undefined ? '' : t('board.correction', { id: replacesId }),
    openQuestions === 0 ? '' : t('board.questions', { count: openQuestions }),
  ]
  return (
    <>
      <p className="ll-muted ll-small">{card.sourceName}</p>
      <p className="board__file">
        <TextLink to={`${base}/${card.id}`}>{card.fileName}</TextLink>
      </p>
      <p className="ll-small">{remarks.filter((remark) => remark !== '').join(' · ')}</p>
      {isDone || card.next === 'look' ? null : <p className="ll-small">{t(`board.next.${card.next}`)}</p>}
    </>
  )
}
