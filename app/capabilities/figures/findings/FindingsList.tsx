import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { formatNumber } from '#app/plain/format.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { TimeText } from '#app/ui/Time.tsx'
import { type FindingView, groupFindings } from './findingView.ts'
import { findingAfter } from './workflow.ts'

type May = { readonly answer: boolean; readonly accept: boolean; readonly book?: boolean }

type FindingsListProps = {
  readonly findings: readonly FindingView[]
  /** Address of the deliveries. */
  readonly base: string
  /** What the person may say; nothing in a preview. */
  readonly may?: May
}

/** Fewer of the same cause stand one below the other. */
const together = 3

/** Questions of the checks, the surest first, those of one cause together; with what was said and what can be said. */
export function FindingsList({ findings, base, may }: FindingsListProps) {
  const { t } = useTranslation('figures')
  return (
    <>
      {groupFindings(findings).map(({ severity, groups }) => (
        <section key={severity} className="ll-stack">
          <h3>{t(`severities.${severity}`)}</h3>
          {groups.map((group) => (
            <FindingGroup key={group[0]!.group} group={group} base={base} {...(may && { may })} />
          ))}
        </section>
      ))}
    </>
  )
}

function FindingGroup({ group, base, may }: { group: readonly FindingView[]; base: string; may?: May }) {
  const { t } = useTranslation('figures')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, 0, language)
  const raised = Math.max(group.length, ...group.map((finding) => finding.raised ?? 0))
  const list = (
    <ul className="ll-list">
      {group.map((finding) => (
        <li key={finding.id ?? finding.sentence}>
          <Question finding={finding} base={base} mayBook={may?.book === true} />
        </li>
      ))}
    </ul>
  )
  return (
    <div className="ll-card ll-stack">
      {group.length === 1 && raised === 1 ? (
        <Question finding={group[0]!} base={base} mayBook={may?.book === true} />
      ) : (
        <>
          <p>
            <strong>{group[0]!.title}</strong> (
            {raised > group.length
              ? t('findings.countOf', {
                  count: group.length,
                  shown: number(group.length),
                  raised: number(raised),
                })
              : t('findings.count', { count: group.length })}
            )
          </p>
          {group.length > together ? (
            <Disclosure
              summary={t(raised > group.length ? 'findings.showFirst' : 'findings.showAll', {
                count: group.length,
              })}
            >
              {list}
            </Disclosure>
          ) : (
            list
          )}
        </>
      )}
      {may ? <Sayings group={group} may={may} /> : null}
    </div>
  )
}

function Question({ finding, base, mayBook }: { finding: FindingView; base: string; mayBook: boolean }) {
  const { t } = useTranslation('figures')
  return (
    <>
      <p>
        {finding.cell === undefined ? '' : `${t('inFile', { cell: finding.cell })}: `}
        {finding.sentence}
        {finding.state === 'open' || finding.id === undefined ? null : (
          <>
            {' '}
            <strong>{t(`findings.state.${finding.state}`)}</strong>
          </>
        )}
        {finding.correctionId === undefined ? null : (
          <>
            {' '}
            <TextLink to={`${base}/${finding.correctionId}`}>
              {t('life.correctsLink', { id: finding.correctionId })}
            </TextLink>
          </>
        )}
      </p>
      {finding.sayings.map((saying) => (
        <p key={saying.id} className="ll-small">
          <span className="ll-muted">
            {t(`findings.step.${saying.step}`, { name: saying.by })}, <TimeText at={saying.at} />
          </span>
          {saying.said === '' ? null : (
            <>
              <br />
              {saying.said}
            </>
          )}
        </p>
      ))}
      {mayBook && finding.isBookable ? <BookForm finding={finding} /> : null}
    </>
  )
}

/** What is missing can be booked at "nicht zuordenbar", with a reason; it can be taken back. */
function BookForm({ finding: { id, state } }: { finding: FindingView }) {
  const { t } = useTranslation('figures')
  if (findingAfter(state, 'accept') === undefined) return null
  return (
    <Disclosure summary={t('booking.title')}>
      <Form method="post" className="ll-form">
        <p>{t('booking.means')}</p>
        <input type="hidden" name="finding" value={id} />
        <TextArea name={`book-${id}`} label={t('booking.reason')} hint={t('booking.reasonHint')} rows={2} />
        <Actions>
          <Button kind="secondary" name="intent" value="book">
            {t('booking.book')}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}

/** One field for all questions of a cause: the office answers, who checks decides. */
function Sayings({ group, may }: { group: readonly FindingView[]; may: May }) {
  const { t } = useTranslation('figures')
  const open = group.filter(({ state }) => state !== 'obsolete' && state !== 'corrected')
  const can = (step: 'answer' | 'accept' | 'ask' | 'request') =>
    open.some(({ state }) => findingAfter(state, step) !== undefined)
  if (open.length === 0 || group[0]!.severity === 'note' || !(may.answer || may.accept)) return null
  const key = String(open[0]!.id)
  return (
    <Disclosure summary={t(may.accept ? 'findings.decide' : 'findings.answer')}>
      <Form method="post" className="ll-form">
        {open.length === 1 ? <input type="hidden" name="finding" value={key} /> : <Choice findings={open} />}
        <TextArea name={`answer-${key}`} label={t(may.accept ? 'findings.said' : 'sheet.answer')} rows={2} />
        <Actions>
          {may.answer && can('answer') ? (
            <Button kind="secondary" name="intent" value="answer">
              {t(may.accept ? 'findings.saveAnswer' : 'sheet.answerSave')}
            </Button>
          ) : null}
          {may.accept && can('accept') ? (
            <Button kind="secondary" name="intent" value="accept-finding">
              {t('findings.accept')}
            </Button>
          ) : null}
          {may.accept && can('ask') ? (
            <Button kind="secondary" name="intent" value="ask-finding">
              {t('findings.ask')}
            </Button>
          ) : null}
          {may.accept && can('request') ? (
            <Button kind="secondary" name="intent" value="request-correction">
              {t('findings.request')}
            </Button>
          ) : null}
        </Actions>
      </Form>
    </Disclosure>
  )
}

function Choice({ findings }: { findings: readonly FindingView[] }) {
  const { t } = useTranslation('figures')
  return (
    <fieldset className="kern-fieldset">
      <legend className="kern-label">{t('findings.which')}</legend>
      {findings.map(({ id, sentence }) => (
        <div key={id} className="kern-form-check">
          <input
            className="kern-form-check__checkbox"
            type="checkbox"
            id={`frage-${id}`}
            name="finding"
            value={id}
            defaultChecked
          />
          <label className="kern-label" htmlFor={`frage-${id}`}>
            {sentence}
          </label>
        </div>
      ))}
    </fieldset>
  )
}
