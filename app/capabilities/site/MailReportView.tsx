import { useTranslation } from 'react-i18next'
import type { MailProblem } from '#app/platform/mail/mail.ts'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import type { MailSummary } from './mailPage.server.ts'

const kinds = ['test', 'feedback', 'invitation', 'reminder', 'delivery-link'] as const

/** Why a mail was not taken, in words, with the mail server's number for whoever looks after it. */
export function useProblemText(): (problem: MailProblem) => string {
  const { t } = useTranslation('site')
  return ({ kind, code }) =>
    code ? `${t(`mail.problem.${kind}`)} (${t('mail.code', { code })})` : t(`mail.problem.${kind}`)
}

/** No recipient and no text stand here: they are nobody's business but the recipient's. */
export function MailReportView({ report, caption }: { report: MailSummary; caption: string }) {
  const { t } = useTranslation('site')
  const problemText = useProblemText()
  const { waiting, lastSentAt, troubled } = report
  return (
    <>
      <Facts
        items={[
          {
            term: t('mail.lastSent'),
            value: lastSentAt ? <TimeText at={lastSentAt} /> : t('mail.never'),
          },
          { term: t('mail.waiting'), value: String(waiting) },
        ]}
      />
      <DataTable
        caption={caption}
        cards
        rows={troubled}
        rowKey={(mail) => String(mail.id)}
        empty={t('mail.noTrouble')}
        columns={[
          {
            key: 'kind',
            header: t('mail.kind'),
            rowHeader: true,
            cell: (mail) => t(`mail.kinds.${kinds.find((kind) => kind === mail.kind) ?? 'other'}`),
          },
          { key: 'since', header: t('mail.since'), cell: (mail) => <TimeText at={mail.createdAt} /> },
          { key: 'state', header: t('mail.state'), cell: (mail) => t(`mail.stateOf.${mail.state}`) },
          { key: 'attempts', header: t('mail.attempts'), numeric: true, cell: (mail) => mail.attempts },
          {
            key: 'problem',
            header: t('mail.problemHeader'),
            cell: (mail) => (mail.problem ? problemText(mail.problem) : null),
          },
        ]}
      />
      {troubled.some((mail) => mail.state === 'failed') ? (
        <p className="ll-muted">{t('mail.failedNote')}</p>
      ) : null}
    </>
  )
}
