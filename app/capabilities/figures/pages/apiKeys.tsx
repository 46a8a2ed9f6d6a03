import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { revokeApiKey } from '#app/capabilities/accounts/accounts.server.ts'
import { permitActor, permitRecent, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { createKeyFromForm, readKeysPage } from '../api/keysPage.server.ts'
import type { Route } from './+types/apiKeys'
import '../links/links.css'

/** A new key stands on this page once: nothing of it may be found in a computer's memory of pages. */
export const headers = () => ({ 'Cache-Control': 'no-store' })

const days = ['30', '90', '180', '365'] as const

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'keys.own', request)
  const page = await visit.read((reader) => readKeysPage(reader, visit.actor, visit))
  const { publicUrl } = context.get(requestContext)
  const done = new URL(request.url).searchParams.get('erledigt')
  return { base: `/${visit.tenant.slug}`, address: `${publicUrl}/api/v1/${visit.tenant.slug}`, page, done }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { tenant } = await permitActor(context, params.tenant, 'keys.own', request)
  const form = await request.clone().formData()
  if (form.get('intent') === 'revoke') {
    const visit = await permitActor(context, params.tenant, 'keys.own', request)
    const id = readRowId(form.get('key'))
    if (id !== undefined) await visit.write((writer) => revokeApiKey(writer, visit.actor, id, visit.now))
    return redirect(`/${tenant.slug}/schluessel?erledigt=widerrufen`)
  }
  const visit = await permitRecent(context, params.tenant, 'keys.own', request)
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = {
    name: text('name'),
    scope: text('scope'),
    days: text('days'),
    release: form.get('release') === 'ja',
  }
  const outcome = await visit.write((writer) => createKeyFromForm(writer, visit.actor, typed, visit.now))
  if ('problems' in outcome) return data({ typed, problems: outcome.problems, token: null }, { status: 400 })
  return data({ typed: undefined, problems: [], token: outcome.token })
}

export default function ApiKeys({ loaderData, actionData }: Route.ComponentProps) {
  const { base, address, page, done } = loaderData
  const { t } = useTranslation('figures')
  const token = actionData?.token
  const errors = (actionData?.problems ?? []).map(({ field, kind }) => ({
    field,
    message: t(`keys.problem.${kind}`),
  }))
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${base}/lieferungen` }]}
      title={t('keys.title')}
      lead={<p>{t('keys.lead')}</p>}
    >
      <ErrorSummary errors={errors} />
      {token ? <NewKey token={token} here={`${base}/schluessel`} /> : null}
      {done === 'widerrufen' && !actionData ? <Notice kind="success" title={t('keys.revoked')} live /> : null}
      <Section
        title={t(page.isForAll ? 'keys.all' : 'keys.own')}
        {...(page.isForAll && { lead: <p>{t('keys.allLead')}</p> })}
      >
        <KeyList page={page} />
      </Section>
      {page.sources.length === 0 || token ? null : (
        <Section title={t('keys.new')} lead={<p>{t('keys.newLead')}</p>} id="neu">
          <NewKeyForm page={page} typed={actionData?.typed} errors={errors} />
        </Section>
      )}
      <Section title={t('keys.use')} id="benutzen">
        <p>{t('keys.useText')}</p>
        <p>{t('keys.example')}</p>
        <pre className="links-example">
          {`curl -H "Authorization: Bearer ll_…" \\\n  -F file=@zahlen.csv \\\n  "${address}/deliveries?source=…&dryRun=true"`}
        </pre>
        <p>
          <TextLink to="/api/v1/openapi.json">{t('keys.openapi')}</TextLink>
        </p>
      </Section>
    </Page>
  )
}

function NewKey({ token, here }: { token: string; here: string }) {
  const { t } = useTranslation('figures')
  const id = useId()
  return (
    <Notice kind="success" title={t('keys.created')} live>
      <p>{t('keys.createdText')}</p>
      <label className="kern-label" htmlFor={id}>
        {t('keys.key')}
      </label>
      <input
        className="links-address"
        id={id}
        readOnly
        value={token}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      <p>
        <TextLink to={here}>{t('keys.another')}</TextLink>
      </p>
    </Notice>
  )
}

type PageData = Route.ComponentProps['loaderData']['page']
type Row = PageData['keys'][number]

function KeyList({ page }: { page: PageData }) {
  const { t } = useTranslation('figures')
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('keys.name'),
      rowHeader: true,
      cell: ({ name, prefix }) => (
        <>
          {name}
          <br />
          <span className="ll-muted ll-small">{prefix}…</span>
        </>
      ),
    },
    ...(page.isForAll
      ? [{ key: 'owner', header: t('keys.owner'), cell: ({ owner }: Row) => owner } satisfies Column<Row>]
      : []),
    {
      key: 'scope',
      header: t('keys.scope'),
      cell: ({ office, source, mayRelease }) => (
        <>
          {source ?? t('keys.wholeOffice', { office })}
          {mayRelease ? (
            <>
              <br />
              <span className="ll-muted ll-small">{t('keys.releases')}</span>
            </>
          ) : null}
        </>
      ),
    },
    {
      key: 'state',
      header: t('keys.state'),
      cell: ({ state, expiresOn, revokedOn }) => (
        <>
          {t(`keys.states.${state}`)} <DateText iso={revokedOn ?? expiresOn} />
        </>
      ),
    },
    {
      key: 'used',
      header: t('keys.used'),
      cell: ({ lastUsedOn }) => (lastUsedOn ? <DateText iso={lastUsedOn} /> : t('keys.unused')),
    },
    {
      key: 'revoke',
      header: t('keys.revoke'),
      hideHeader: true,
      cell: ({ id, name, state }) =>
        state === 'valid' ? (
          <Form method="post">
            <input type="hidden" name="intent" value="revoke" />
            <input type="hidden" name="key" value={id} />
            <Button kind="tertiary" small>
              {t('keys.revoke')}
              <span className="kern-sr-only">: {name}</span>
            </Button>
          </Form>
        ) : null,
    },
  ]
  return (
    <DataTable
      caption={t('keys.caption')}
      captionHidden
      columns={columns}
      rows={page.keys}
      rowKey={({ id }) => String(id)}
      cards
      empty={
        <EmptyState title={t('keys.none')}>
          <p>{t('keys.noneHint')}</p>
        </EmptyState>
      }
    />
  )
}

type FormProps = {
  readonly page: PageData
  readonly typed: NonNullable<Route.ComponentProps['actionData']>['typed']
  readonly errors: readonly { readonly field: string; readonly message: string }[]
}

function NewKeyForm({ page, typed, errors }: FormProps) {
  const { t } = useTranslation('figures')
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  const releaseError = errors.find(({ field }) => field === 'release')?.message
  return (
    <Form method="post" noValidate className="ll-form">
      <TextField
        name="name"
        label={t('keys.nameField')}
        hint={t('keys.nameHint')}
        autoComplete="off"
        defaultValue={typed?.name ?? ''}
        {...withError('name')}
      />
      <SelectField
        name="scope"
        label={t('keys.scopeField')}
        hint={t('keys.scopeHint')}
        placeholder
        options={[
          ...page.sources,
          ...page.offices.map(({ value, label }) => ({
            value,
            label: t('keys.wholeOffice', { office: label }),
          })),
        ]}
        defaultValue={typed?.scope ?? ''}
        {...withError('scope')}
      />
      <SelectField
        name="days"
        label={t('keys.daysField')}
        hint={t('keys.daysHint')}
        options={days.map((value) => ({ value, label: t('keys.days', { count: Number(value) }) }))}
        defaultValue={typed?.days ?? '365'}
        {...withError('days')}
      />
      {page.mayRelease ? (
        <div>
          <div className="kern-form-check">
            <input
              className="kern-form-check__checkbox"
              type="checkbox"
              id="release"
              name="release"
              value="ja"
              defaultChecked={typed?.release ?? false}
              aria-describedby={releaseError ? 'release-hinweis release-fehler' : 'release-hinweis'}
            />
            <label className="kern-label" htmlFor="release">
              {t('keys.releaseField')}
            </label>
          </div>
          <p className="kern-hint" id="release-hinweis">
            {t('keys.releaseHint')}
          </p>
          {releaseError ? (
            <p className="kern-error" id="release-fehler">
              {releaseError}
            </p>
          ) : null}
        </div>
      ) : null}
      <Actions>
        <Button>{t('keys.create')}</Button>
      </Actions>
    </Form>
  )
}
