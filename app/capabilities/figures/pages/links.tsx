import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permit, permitActor, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { revokeLink } from '../links/links.server.ts'
import { handOutLink, readLinksPage } from '../links/staffPage.server.ts'
import type { Route } from './+types/links'
import '../links/links.css'

/** Links open something: the page that shows them must not be found in a computer's memory of pages. */
export const headers = () => ({ 'Cache-Control': 'no-store' })

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.define', request)
  const { publicUrl, mails } = context.get(requestContext)
  const search = new URL(request.url).searchParams
  const wish = { source: search.get('quelle'), delivery: search.get('lieferung') }
  const where = { language: visit.language, now: visit.now, sender: { tenant: visit.tenant, publicUrl } }
  const page = await visit.read((reader) => readLinksPage(reader, visit.actor, wish, where))
  return { base: `/${visit.tenant.slug}`, page, mails, done: search.get('erledigt') }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const { publicUrl, mails } = context.get(requestContext)
  const form = await request.formData()
  const here = `/${visit.tenant.slug}/lieferkalender/links`
  const text = (name: string) => String(form.get(name) ?? '')
  if (form.get('intent') === 'revoke') {
    const id = readRowId(form.get('link'))
    if (id !== undefined) await visit.write((writer) => revokeLink(writer, visit.actor, id, visit.now))
    return redirect(`${here}?erledigt=zurueckgezogen`)
  }
  const typed = { source: text('source'), name: text('name'), email: text('email') }
  const wish = {
    typed,
    delivery: form.get('delivery') as string | null,
    mail: mails && form.get('mail') !== null,
  }
  const where = { now: visit.now, sender: { tenant: visit.tenant, publicUrl } }
  const outcome = await visit.write((writer) => handOutLink(writer, visit.actor, wish, where))
  if ('problems' in outcome) return data({ typed, problems: outcome.problems }, { status: 400 })
  return redirect(`${here}?erledigt=${outcome.mailed ? 'verschickt' : 'angelegt'}`)
}

export default function Links({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, mails, done } = loaderData
  const { t } = useTranslation('figures')
  const errors = (actionData?.problems ?? []).map(({ field, kind }) => ({
    field,
    message: t(`links.problem.${kind}`),
  }))
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  const typed = actionData?.typed ?? page.typed
  const texts = {
    angelegt: t('links.created'),
    verschickt: t('links.mailed'),
    zurueckgezogen: t('links.revoked'),
  }
  const said = texts[done as keyof typeof texts]
  return (
    <Page
      breadcrumb={[{ label: t('calendar.title'), href: `${base}/lieferkalender` }]}
      title={t('links.title')}
      lead={<p>{t('links.lead')}</p>}
      width="text"
    >
      {said ? <Notice kind="success" title={said} live /> : null}
      <Section title={t('links.open')}>
        {page.links.length === 0 ? (
          <EmptyState title={t('links.none')}>
            <p>{t('links.noneHint')}</p>
          </EmptyState>
        ) : (
          <ul className="links-list">
            {page.links.map((link) => (
              <OpenLink key={link.id} link={link} />
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={
          page.delivery
            ? t('links.newAnswer', { id: page.delivery.id, file: page.delivery.fileName })
            : t('links.newTitle')
        }
        id="neu"
      >
        {page.sources.length === 0 ? (
          <p>{t('links.noSource')}</p>
        ) : (
          <Form method="post" noValidate className="ll-form">
            <ErrorSummary errors={errors} />
            {page.delivery ? <input type="hidden" name="delivery" value={page.delivery.id} /> : null}
            <SelectField
              name="source"
              label={t('links.source')}
              placeholder
              options={page.sources}
              defaultValue={typed.source}
              {...withError('source')}
            />
            <TextField
              name="name"
              label={t('links.name')}
              hint={t('links.nameHint')}
              autoComplete="off"
              defaultValue={typed.name}
              {...withError('name')}
            />
            <TextField
              name="email"
              type="email"
              label={t('links.email')}
              autoComplete="off"
              defaultValue={typed.email}
              optional
              {...withError('email')}
            />
            {mails ? (
              <div className="kern-form-check">
                <input
                  className="kern-form-check__checkbox"
                  type="checkbox"
                  id="mail"
                  name="mail"
                  value="ja"
                />
                <label className="kern-label" htmlFor="mail">
                  {t('links.mail')}
                </label>
              </div>
            ) : (
              <p className="ll-muted">{t('links.noMail')}</p>
            )}
            <Actions>
              <Button>{t('links.create')}</Button>
            </Actions>
          </Form>
        )}
      </Section>
    </Page>
  )
}

type LinkRow = Route.ComponentProps['loaderData']['page']['links'][number]

function OpenLink({ link }: { link: LinkRow }) {
  const { t } = useTranslation('figures')
  const id = useId()
  return (
    <li>
      <Facts
        items={[
          { term: t('links.who'), value: link.email ? `${link.name}, ${link.email}` : link.name },
          { term: t('links.source'), value: link.source },
          {
            term: t('links.what'),
            value:
              link.purpose === 'answer'
                ? t('links.purpose.answer', { id: link.deliveryId })
                : t('links.purpose.upload'),
          },
          { term: t('links.until'), value: <DateText iso={link.expiresOn} /> },
          {
            term: t('links.used'),
            value: link.lastUsedOn ? <DateText iso={link.lastUsedOn} /> : t('links.unused'),
          },
        ]}
      />
      <label className="kern-label" htmlFor={id}>
        {t('links.link')}
      </label>
      <input
        className="links-address"
        id={id}
        readOnly
        value={link.address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Form method="post">
        <input type="hidden" name="intent" value="revoke" />
        <input type="hidden" name="link" value={link.id} />
        <Button kind="tertiary" icon="close">
          {t('links.revokeFor', { name: link.name })}
        </Button>
      </Form>
    </li>
  )
}
