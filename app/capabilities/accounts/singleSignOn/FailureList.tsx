import { useTranslation } from 'react-i18next'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'

/** Causes that are explained in words of their own. */
const explained = [
  'other-browser',
  'expired',
  'answered-no',
  'no-answer',
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'address-forbidden',
  'issuer-differs',
  'client-refused',
  'code-refused',
  'secret-missing',
  'provider-changed',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'no-group',
  'disabled',
  'other-person',
] as const

type FailureListProps = {
  failures: readonly { position: number; at: string; code: string }[]
  days: number
  most: number
}

/** Why the last sign-ons came to nothing. */
export function FailureList({ failures, days, most }: FailureListProps) {
  const { t } = useTranslation('singleSignOn')
  return (
    <Section title={t('failures.title')} id="gescheitert" lead={<p>{t('failures.lead', { days, most })}</p>}>
      <DataTable
        caption={t('failures.caption')}
        captionHidden
        cards
        rows={failures}
        rowKey={(row) => String(row.position)}
        empty={t('failures.empty', { days })}
        columns={[
          { key: 'at', header: t('failures.at'), rowHeader: true, cell: (row) => <TimeText at={row.at} /> },
          {
            key: 'cause',
            header: t('failures.cause'),
            cell: (row) => t(`cause.${explained.find((known) => known === row.code) ?? 'other'}`),
          },
          { key: 'code', header: t('failures.code'), cell: (row) => <code>{row.code}</code> },
        ]}
      />
    </Section>
  )
}
