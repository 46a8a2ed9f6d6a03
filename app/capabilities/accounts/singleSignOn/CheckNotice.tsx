import { useTranslation } from 'react-i18next'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'

type CheckNoticeProps = {
  result:
    | {
        ok: true
        host: string
        secret: 'accepted' | 'refused' | 'unclear'
        namesPkce: boolean
        endsSession: boolean
        namesGroupClaim: boolean
      }
    | { ok: false; code: string }
  claim: string
}

/** Failures that are explained in words of their own. */
const explained = [
  'no-answer',
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'issuer-differs',
  'address-forbidden',
  'limited',
] as const

/** What asking the provider has shown, in plain words. */
export function CheckNotice({ result, claim }: CheckNoticeProps) {
  const { t } = useTranslation('singleSignOn')
  if (!result.ok) {
    const code = explained.find((known) => known === result.code)
    return (
      <Notice kind="error" title={t('check.failed')} live>
        <p>{code ? t(`check.why.${code}`) : t('check.why.other', { code: result.code })}</p>
      </Notice>
    )
  }
  const isRefused = result.secret === 'refused'
  return (
    <Notice
      kind={isRefused ? 'warning' : 'success'}
      title={t(isRefused ? 'check.okSecretRefused' : 'check.ok')}
      live
    >
      <Facts
        items={[
          { term: t('check.host'), value: result.host },
          { term: t('check.secret'), value: t(`check.secret.${result.secret}`) },
          { term: t('check.pkce'), value: t(result.namesPkce ? 'check.pkce.yes' : 'check.pkce.no') },
          {
            term: t('check.groups', { claim }),
            value: t(result.namesGroupClaim ? 'check.groups.yes' : 'check.groups.no'),
          },
          { term: t('check.end'), value: t(result.endsSession ? 'check.end.yes' : 'check.end.no') },
        ]}
      />
    </Notice>
  )
}
