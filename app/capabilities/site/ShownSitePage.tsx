import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { SitePageView } from './SitePageView.tsx'
import type { ShownPage } from './shownPage.server.ts'

/** A page of the municipality with everything around it; `children` follow it. */
export function ShownSitePage({ shown, children }: { shown: ShownPage; children?: ReactNode }) {
  const { t } = useTranslation('site')
  const { base, kind, facts, content, language, changedAt, mayEdit } = shown
  const hasLead = kind === 'accessibility' || kind === 'privacy' || kind === 'imprint'
  return (
    <Page
      breadcrumb={[{ label: facts.town, href: base }]}
      title={t(`${kind}.title`)}
      lead={hasLead ? <p>{t(`${kind}.lead`)}</p> : undefined}
      width="text"
      actions={
        mayEdit ? (
          <ButtonLink to={`${base}/verwaltung/seiten/${kind}`} icon="edit">
            {t('edit')}
          </ButtonLink>
        ) : undefined
      }
    >
      <SitePageView kind={kind} facts={facts} content={content} language={language} />
      {changedAt ? (
        <p className="ll-muted">
          {t('state')}
          <TimeText at={changedAt} />
        </p>
      ) : null}
      {children}
    </Page>
  )
}
