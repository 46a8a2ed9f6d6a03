import { useTranslation } from 'react-i18next'
import { Facts } from '#app/ui/Facts.tsx'
import { Section } from '#app/ui/Page.tsx'
import { Prose } from './Prose.tsx'
import type { SitePageProps } from './SitePageView.tsx'
import { TownText } from './TownText.tsx'

/** § 5 DDG: name, address, representative, quick contact, supervisory authority, VAT number. */
export function Imprint({ content, language }: SitePageProps) {
  const { t } = useTranslation('site')
  const { body, address, representative, email, phone, supervisory, vatId, responsible, more } = content
  return (
    <>
      <Section title={t('imprint.body')}>
        <TownText text={[body, address].filter(Boolean).join('\n')} language={language} />
      </Section>
      <Section title={t('imprint.representative')}>
        <TownText text={representative} language={language} />
      </Section>
      <Section title={t('imprint.contact')}>
        <Facts
          items={[
            {
              term: t('imprint.email'),
              value: email ? (
                <a className="ll-link" href={`mailto:${email}`}>
                  {email}
                </a>
              ) : (
                t('missing')
              ),
            },
            { term: t('imprint.phone'), value: phone },
          ]}
        />
      </Section>
      <Optional title={t('imprint.supervisory')} text={supervisory} language={language} />
      <Optional title={t('imprint.vatId')} text={vatId} language={language} />
      <Optional title={t('imprint.responsible')} text={responsible} language={language} />
      <Optional title={t('imprint.more')} text={more} language={language} />
    </>
  )
}

function Optional({ title, text, language }: { title: string; text: string | undefined; language?: string }) {
  if (!text) return null
  return (
    <Section title={title}>
      <Prose text={text} language={language} />
    </Section>
  )
}
