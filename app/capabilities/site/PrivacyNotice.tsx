import { useTranslation } from 'react-i18next'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Section } from '#app/ui/Page.tsx'
import { Prose } from './Prose.tsx'
import type { SitePageProps } from './SitePageView.tsx'
import { feedbackDays, type PageFacts } from './site.ts'
import { TownText } from './TownText.tsx'

const paragraphs = ['reading', 'reporting', 'account', 'trail', 'mails'] as const
const rights = ['access', 'rectification', 'erasure', 'restriction'] as const

/** What Art. 13 GDPR asks for; the paragraphs about the software are shipped, the rest is the town's. */
export function PrivacyNotice({ facts, content, language }: SitePageProps) {
  const { t } = useTranslation('site')
  const numbers = { days: feedbackDays, idle: facts.idleMinutes, hours: facts.sessionHours }
  return (
    <>
      <Section title={t('privacy.controller')}>
        <TownText text={content.controller} language={language} />
      </Section>
      <Section title={t('privacy.officer')}>
        <TownText text={content.officer} language={language} />
      </Section>
      <Section title={t('privacy.stored')}>
        {paragraphs.map((key) => (
          <Section key={key} title={t(`privacy.${key}.title`)} level={3}>
            <p>{t(`privacy.${key}.text`, numbers)}</p>
          </Section>
        ))}
        <Section title={t('privacy.cookies.title')} level={3}>
          <p>{t('privacy.cookies.text')}</p>
          <Cookies facts={facts} />
        </Section>
      </Section>
      <Section title={t('privacy.legalBasis')}>
        <TownText text={content.legalBasis} language={language} />
      </Section>
      <Section title={t('privacy.recipients')}>
        <TownText text={content.recipients} language={language} />
      </Section>
      <Section title={t('privacy.retention')}>
        <TownText text={content.retention} language={language} />
      </Section>
      <Section title={t('privacy.rights.title')}>
        <p>{t('privacy.rights.text')}</p>
        <ul className="ll-list">
          {rights.map((key) => (
            <li key={key}>{t(`privacy.rights.${key}`)}</li>
          ))}
        </ul>
        <p>
          {t('privacy.rights.objection')} {t('privacy.rights.automated')}
        </p>
      </Section>
      <Section title={t('privacy.supervisory')}>
        <p>{t('privacy.supervisoryLead')}</p>
        <TownText text={content.supervisory} language={language} />
      </Section>
      {content.more ? (
        <Section title={t('privacy.more')}>
          <Prose text={content.more} language={language} />
        </Section>
      ) : null}
    </>
  )
}

/** Made from the cookies of the code: a new one stands here, or the types say that its purpose is missing. */
function Cookies({ facts }: { facts: PageFacts }) {
  const { t } = useTranslation('site')
  const lifetime = (seconds: number | undefined) => {
    if (seconds === undefined) return t('privacy.cookies.session', { hours: facts.sessionHours })
    return seconds >= 86_400
      ? t('privacy.cookies.days', { count: Math.round(seconds / 86_400) })
      : t('privacy.cookies.minutes', { count: Math.round(seconds / 60) })
  }
  return (
    <DataTable
      caption={t('privacy.cookies.caption')}
      captionHidden
      cards
      rows={facts.cookies}
      rowKey={(cookie) => cookie.key}
      columns={[
        {
          key: 'name',
          header: t('privacy.cookies.name'),
          rowHeader: true,
          cell: (cookie) => <code>{cookie.name}</code>,
        },
        {
          key: 'purpose',
          header: t('privacy.cookies.purpose'),
          cell: (cookie) => t(`privacy.cookie.${cookie.key}`),
        },
        {
          key: 'lifetime',
          header: t('privacy.cookies.lifetime'),
          cell: (cookie) => lifetime(cookie.lifetime),
        },
      ]}
    />
  )
}
