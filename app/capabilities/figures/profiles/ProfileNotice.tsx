import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Notice } from '#app/ui/Notice.tsx'
import type { describeUse } from './view.ts'

/** How a file was read: as which former one, what was taken from there, and what didn't fit. */
export function ProfileNotice({ use }: { use: ReturnType<typeof describeUse> }) {
  const { t } = useTranslation('figures')
  const { tenant } = useParams()
  return (
    <Notice kind="info" title={use.title}>
      {use.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        <Link to={`/${tenant}/quellen/${use.sourceKey}/profile`}>{t('profile.link')}</Link>
      </p>
    </Notice>
  )
}
