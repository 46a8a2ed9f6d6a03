import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/Notice.tsx'
import { AccessibilityStatement } from './AccessibilityStatement.tsx'
import { isUnfinished } from './content.ts'
import { Imprint } from './Imprint.tsx'
import { PrivacyNotice } from './PrivacyNotice.tsx'
import { Prose } from './Prose.tsx'
import { SignLanguage } from './SignLanguage.tsx'
import type { PageFacts, SiteContent, SitePageKind } from './site.ts'

export type SitePageProps = {
  facts: PageFacts
  /** What the town has written; nothing before the first version. */
  content: SiteContent
  /** Its language, where it differs from that of the page. */
  language?: string
}

const views: Record<SitePageKind, (props: SitePageProps) => ReactNode> = {
  accessibility: AccessibilityStatement,
  privacy: PrivacyNotice,
  imprint: Imprint,
  'plain-language': PlainLanguage,
  'sign-language': SignLanguage,
}

/** A page of the municipality as the public sees it; also the preview. */
export function SitePageView({ kind, ...page }: SitePageProps & { kind: SitePageKind }) {
  const { t } = useTranslation('site')
  const View = views[kind]
  return (
    <>
      {isUnfinished(kind, page.content) ? (
        <Notice kind="warning" title={t('unfinished.title')}>
          <p>{t('unfinished.text', { town: page.facts.town })}</p>
        </Notice>
      ) : null}
      {page.language && Object.keys(page.content).length > 0 ? (
        <p className="ll-muted">{t('germanOnly')}</p>
      ) : null}
      <View {...page} />
    </>
  )
}

function PlainLanguage({ content, language }: SitePageProps) {
  const { t } = useTranslation('site')
  if (!content.text) return <p>{t('plain-language.empty')}</p>
  return <Prose text={content.text} language={language} level={2} />
}
