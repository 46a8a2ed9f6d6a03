import { useTranslation } from 'react-i18next'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import type { CheckResult } from './check.server.ts'
import { describeCheck, isSound } from './checkSentences.ts'

/** What a check found, and the checksum to write down. `at`: when it was made (ISO). */
export function CheckFindings({ result, at }: { result: CheckResult; at: string }) {
  const { t } = useTranslation('audit')
  return (
    <div className="ll-stack">
      <Verdict result={result} />
      {result.checksum ? (
        <div className="audit-sum">
          <p className="audit-sum__title">{t('check.sum')}</p>
          <p>
            <code className="audit-hash">{result.checksum}</code>
          </p>
          <p className="ll-small ll-muted">
            {t('check.sumAt')} <TimeText at={at} />
          </p>
        </div>
      ) : null}
    </div>
  )
}

/** One notice: two of different colours would leave open what holds. */
function Verdict({ result }: { result: CheckResult }) {
  const { t } = useTranslation('audit')
  const { title, sentences } = describeCheck(result, t, useLanguage())
  return (
    <Notice kind={isSound(result) ? 'success' : 'error'} title={title} live>
      {sentences.length > 0 ? sentences.map((sentence) => <p key={sentence}>{sentence}</p>) : null}
    </Notice>
  )
}
