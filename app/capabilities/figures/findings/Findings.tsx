import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/Notice.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { readDeliveryPage } from '../deliveryPage.server.ts'
import { FindingsList } from './FindingsList.tsx'

type PageData = NonNullable<Awaited<ReturnType<typeof readDeliveryPage>>>

/**
 * The kept questions of a delivery with what was said about them. A draft that was returned shows those of its former version,
 * as far as somebody said something; what its file raises now stands in its preview.
 */
export function Findings({ base, page }: { base: string; page: PageData }) {
  const { t } = useTranslation('figures')
  const { delivery, findings, openQuestions, may } = page
  if (!may.file) {
    return openQuestions > 0 ? (
      <Notice kind="info" title={t('sheet.findingsHidden', { count: openQuestions })} />
    ) : null
  }
  const isDraft = delivery.state === 'draft'
  const shown = isDraft ? findings.filter(({ sayings }) => sayings.length > 0) : findings
  if (delivery.state === 'discarded' || (isDraft && shown.length === 0)) return null
  return (
    <Section
      title={t(isDraft ? 'findings.former' : 'sheet.findings')}
      lead={<p>{t('sheet.findingsLead')}</p>}
      id="fragen"
    >
      {shown.length === 0 ? <p>{t('sheet.noFindings')}</p> : null}
      <FindingsList
        findings={shown}
        base={base}
        may={{ ...may, book: may.accept && delivery.state === 'released' }}
      />
    </Section>
  )
}
