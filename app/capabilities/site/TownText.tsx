import { useTranslation } from 'react-i18next'
import { Prose } from './Prose.tsx'

/** What the town has written in a field that must be filled; says so where it isn't. */
export function TownText({ text, language }: { text: string | undefined; language?: string }) {
  const { t } = useTranslation('site')
  return text ? <Prose text={text} language={language} /> : <p className="ll-muted">{t('missing')}</p>
}
