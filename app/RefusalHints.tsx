import { useTranslation } from 'react-i18next'

type RefusalHintsProps = {
  readonly status: number
  /** The address that was refused. */
  readonly here: string
  readonly tenant: { readonly slug: string; readonly name: string } | undefined
  /** Name and role of whoever is signed in; no role: none in this municipality. */
  readonly person: { readonly name: string; readonly role: string | undefined } | undefined
}

/** Under the refusal of a page: what may be the reason, whom to ask, and where to go on. */
export function RefusalHints({ status, here, tenant, person }: RefusalHintsProps) {
  const { t } = useTranslation('shell')
  const overview = tenant ? (
    <p>
      <a href={`/${tenant.slug}`}>{t('error.overview', { town: tenant.name })}</a>
    </p>
  ) : null
  if (status === 403)
    return (
      <>
        {person ? (
          <p>
            {person.role === undefined
              ? t('error.403.nobody', { name: person.name })
              : t('error.403.person', { name: person.name, role: person.role })}
          </p>
        ) : null}
        <p>{t('error.403.ask', { address: here })}</p>
        {overview}
      </>
    )
  if (status !== 404) return null
  return (
    <>
      {person ? <p>{t('error.404.scope')}</p> : null}
      {tenant && !person ? (
        <p>
          {t('error.404.signedOut')}{' '}
          <a href={`/anmelden?zurueck=${encodeURIComponent(here)}`}>{t('error.404.signIn')}</a>
        </p>
      ) : null}
      {overview}
    </>
  )
}
