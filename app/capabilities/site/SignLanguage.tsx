import { useTranslation } from 'react-i18next'
import { Section } from '#app/ui/Page.tsx'
import { Prose } from './Prose.tsx'
import type { SitePageProps } from './SitePageView.tsx'

/** The film is a link, not embedded: nothing of another provider is loaded before somebody wants it. */
export function SignLanguage({ content, language }: SitePageProps) {
  const { t } = useTranslation('site')
  const { text, video, transcript } = content
  if (!text && !video) return <p>{t('sign-language.empty')}</p>
  return (
    <>
      {text ? <Prose text={text} language={language} level={2} /> : null}
      {video && URL.canParse(video) ? (
        <p>
          <a className="ll-link" href={video} rel="noreferrer">
            {t('sign-language.video')}
          </a>
          <br />
          <span className="ll-muted">{t('sign-language.videoNote', { host: new URL(video).host })}</span>
        </p>
      ) : null}
      {transcript ? (
        <Section title={t('sign-language.transcript')}>
          <Prose text={transcript} language={language} />
        </Section>
      ) : null}
    </>
  )
}
