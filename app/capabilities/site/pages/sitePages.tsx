import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { changeTenantAddresses, readTenantAddresses } from '#app/capabilities/accounts/accounts.server.ts'
import { permitActor, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Button, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { addressFields, readAddresses } from '../addresses.ts'
import { isUnfinished } from '../content.ts'
import { fieldReader } from '../formFields.ts'
import { isFilled, mustBeConfirmed, type SitePageKind, sitePageKinds } from '../site.ts'
import { listSitePages, type SitePageState } from '../sitePages.server.ts'
import type { Route } from './+types/sitePages'

type State = 'notWritten' | 'germanShown' | 'unfinished' | 'finished' | 'shown' | 'hidden'

/** How a page stands in one language. */
function stateOf(kind: SitePageKind, page: SitePageState | undefined): State {
  if (!page) return 'notWritten'
  if (mustBeConfirmed(kind)) return isUnfinished(kind, page.content) ? 'unfinished' : 'finished'
  return isFilled(kind, page.content) ? 'shown' : 'hidden'
}

type Row = {
  readonly kind: SitePageKind
  readonly de: State
  readonly en: State
  readonly changed: { readonly by: string; readonly at: string } | undefined
}

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'site.edit', request)
  const { pages, addresses } = await visit.read(async (reader) => ({
    pages: await listSitePages(reader),
    addresses: await readTenantAddresses(reader),
  }))
  const rows = sitePageKinds.map((kind): Row => {
    const written = pages.filter((page) => page.kind === kind)
    const last = written.toSorted((a, b) => Number(b.changedAt) - Number(a.changedAt))[0]
    const german = stateOf(
      kind,
      written.find((page) => page.language === 'de'),
    )
    const english: State = stateOf(
      kind,
      written.find((page) => page.language === 'en'),
    )
    return {
      kind,
      de: german,
      en: english === 'notWritten' && german !== 'notWritten' ? 'germanShown' : english,
      changed: last && { by: last.changedBy, at: last.changedAt.toISOString() },
    }
  })
  return {
    base: `/${visit.tenant.slug}`,
    rows,
    addresses,
    mails: context.get(requestContext).mails,
    saved: new URL(request.url).searchParams.has('gespeichert'),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'site.edit', request)
  const reading = readAddresses(fieldReader(await request.formData()))
  if (!reading) throw data(null, { status: 400 })
  if (reading.wrong.length > 0) return data(reading, { status: 400 })
  const addresses = {
    contactEmail: reading.typed.contactEmail || null,
    feedbackEmail: reading.typed.feedbackEmail || null,
  }
  await visit.write((writer) => changeTenantAddresses(writer, visit.actor, addresses, visit.now))
  throw redirect(`/${visit.tenant.slug}/verwaltung/seiten?gespeichert#postfaecher`)
}

export default function SitePages({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('site')
  const { base, rows, addresses, mails, saved } = loaderData
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: `${base}/verwaltung` }]}
      title={t('pages.title')}
      lead={<p>{t('pages.lead')}</p>}
    >
      <DataTable
        caption={t('pages.caption')}
        captionHidden
        cards
        rows={rows}
        rowKey={(row) => row.kind}
        columns={[
          {
            key: 'page',
            header: t('pages.page'),
            rowHeader: true,
            cell: (row) => (
              <TextLink to={`${base}/verwaltung/seiten/${row.kind}`}>{t(`${row.kind}.title`)}</TextLink>
            ),
          },
          { key: 'de', header: t('form.de'), cell: (row) => t(`pages.${row.de}`) },
          { key: 'en', header: t('form.en'), cell: (row) => t(`pages.${row.en}`) },
          {
            key: 'changed',
            header: t('pages.changed'),
            cell: (row) =>
              row.changed ? (
                <>
                  <TimeText at={row.changed.at} /> ({row.changed.by})
                </>
              ) : null,
          },
        ]}
      />
      <Section title={t('pages.addresses')} id="postfaecher" lead={<p>{t('pages.addressesLead')}</p>}>
        {saved && !actionData ? <Notice kind="success" title={t('pages.addressesSaved')} live /> : null}
        {mails ? null : <Notice kind="info" title={t('pages.noMails')} />}
        <Form method="post" noValidate className="ll-form">
          <ErrorSummary
            errors={(actionData?.wrong ?? []).map((field) => ({ field, message: t('pages.emailProblem') }))}
          />
          {addressFields.map((name) => (
            <TextField
              key={name}
              name={name}
              type="email"
              label={t(`pages.${name}`)}
              hint={t(`pages.${name}Hint`)}
              error={actionData?.wrong.includes(name) ? t('pages.emailProblem') : undefined}
              defaultValue={actionData?.typed[name] ?? addresses[name] ?? ''}
              optional
            />
          ))}
          <p>
            <Button>{t('pages.saveAddresses')}</Button>
          </p>
        </Form>
      </Section>
    </Page>
  )
}
