import { useTranslation } from 'react-i18next'
import { Facts } from '#app/ui/Facts.tsx'
import { Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { Prose } from './Prose.tsx'
import type { SitePageProps } from './SitePageView.tsx'
import { TownText } from './TownText.tsx'

const tested = ['automatic', 'small', 'keyboard', 'plain', 'pdf'] as const
const untested = ['readers', 'tools', 'people', 'rest'] as const
const known = ['charts', 'tables', 'language', 'files'] as const
const statuses = ['full', 'partial', 'none'] as const
const methods = ['self', 'third'] as const

/**
 * The parts of the model statement of Implementing Decision (EU) 2018/1523, as § 10b BGG NRW and § 12b BGG ask for; what
 * holds for the software stands there whatever the town writes.
 */
export function AccessibilityStatement({ facts, content, language }: SitePageProps) {
  const { t } = useTranslation('site')
  const status = statuses.find((one) => one === content.status)
  const { body, law } = content
  return (
    <>
      <p>
        {body && law ? t('accessibility.scope', { body, law }) : t('accessibility.scopeMissing')}{' '}
        {t('accessibility.appliesTo', { address: facts.address })}
      </p>
      <Section title={t('accessibility.status')}>
        {status ? (
          <p>
            <strong>{t(`accessibility.statusOf.${status}`)}</strong>
          </p>
        ) : (
          <TownText text={undefined} />
        )}
      </Section>
      <Section title={t('accessibility.barriers')}>
        <Part title={t('accessibility.barriersOfTown')} text={content.barriers} language={language} />
        <Part title={t('accessibility.burden')} text={content.burden} language={language} />
        <Part title={t('accessibility.exempt')} text={content.exempt} language={language} />
        <Part title={t('accessibility.alternatives')} text={content.alternatives} language={language} />
        <Software />
      </Section>
      <Section title={t('accessibility.preparation')}>
        <Preparation content={content} language={language} />
      </Section>
      <Section title={t('accessibility.contact')}>
        <TownText text={content.contact} language={language} />
        {facts.contactEmail ? (
          <p>
            {t('accessibility.contactEmail')}
            <a className="ll-link" href={`mailto:${facts.contactEmail}`}>
              {facts.contactEmail}
            </a>
          </p>
        ) : null}
      </Section>
      <Section title={t('accessibility.enforcement')}>
        <p>{t('accessibility.enforcementLead')}</p>
        <TownText text={content.enforcement} language={language} />
      </Section>
    </>
  )
}

function Part({ title, text, language }: { title: string; text: string | undefined; language?: string }) {
  if (!text) return null
  return (
    <Section title={title} level={3}>
      <Prose text={text} language={language} level={4} />
    </Section>
  )
}

function Software() {
  const { t } = useTranslation('site')
  return (
    <Section title={t('accessibility.software')} level={3}>
      <p>{t('accessibility.known')}:</p>
      <ul className="ll-list">
        {known.map((item) => (
          <li key={item}>{t(`accessibility.knownItems.${item}`)}</li>
        ))}
      </ul>
      <p>{t('accessibility.tested')}:</p>
      <ul className="ll-list">
        {tested.map((item) => (
          <li key={item}>{t(`accessibility.testedItems.${item}`)}</li>
        ))}
      </ul>
      <p>{t('accessibility.untested')}:</p>
      <ul className="ll-list">
        {untested.map((item) => (
          <li key={item}>{t(`accessibility.untestedItems.${item}`)}</li>
        ))}
      </ul>
    </Section>
  )
}

function Preparation({ content, language }: Pick<SitePageProps, 'content' | 'language'>) {
  const { t } = useTranslation('site')
  const method = methods.find((one) => one === content.method)
  const { createdOn, reviewedOn, methodDetails } = content
  if (!createdOn && !method) return <TownText text={undefined} />
  return (
    <Facts
      items={[
        {
          term: t('accessibility.createdOn'),
          value: createdOn ? <DateText iso={createdOn} /> : t('missing'),
        },
        {
          term: t('accessibility.reviewedOn'),
          value: reviewedOn ? <DateText iso={reviewedOn} /> : undefined,
        },
        {
          term: t('accessibility.method'),
          value: method ? (
            <>
              {t(`accessibility.methodOf.${method}`)}
              {methodDetails ? <span lang={language}> ({methodDetails})</span> : null}
            </>
          ) : (
            t('missing')
          ),
        },
      ]}
    />
  )
}
