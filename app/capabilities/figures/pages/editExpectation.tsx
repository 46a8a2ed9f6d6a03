import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { ExpectationFields, useExpectationErrors } from '../calendar/ExpectationFields.tsx'
import { readTypedExpectation } from '../calendar/expectationForm.ts'
import { removeExpectation } from '../calendar/expectations.server.ts'
import { readEditForm, saveExpectation } from '../calendar/formPage.server.ts'
import type { Route } from './+types/editExpectation'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.define', request)
  const id = readRowId(params.expectation) ?? notFound()
  const form = await visit.read((reader) => readEditForm(reader, visit.actor, id, visit))
  return { base: `/${visit.tenant.slug}/lieferkalender`, id, form: form ?? notFound() }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const id = readRowId(params.expectation) ?? notFound()
  const form = await request.formData()
  const base = `/${visit.tenant.slug}/lieferkalender`
  if (form.get('intent') === 'remove') {
    const removed = await visit.write((writer) => removeExpectation(writer, visit.actor, id, visit.now))
    return removed ? redirect(`${base}?erledigt=geloescht`) : notFound()
  }
  const typed = readTypedExpectation(form)
  const outcome = await visit.write((writer) =>
    saveExpectation(writer, visit.actor, { id }, typed, visit.now),
  )
  if ('refused' in outcome) notFound()
  if ('problems' in outcome) return data({ typed, problems: outcome.problems }, { status: 400 })
  return redirect(`${base}/${id}?erledigt=geaendert`)
}

export default function EditExpectation({ loaderData, actionData }: Route.ComponentProps) {
  const { base, id, form } = loaderData
  const { t } = useTranslation('figures')
  const errors = useExpectationErrors(actionData?.problems ?? [])
  return (
    <Page
      breadcrumb={[
        { label: t('calendar.title'), href: base },
        { label: form.source.name, href: `${base}/${id}` },
      ]}
      preline={form.source.name}
      title={t('calendar.form.editTitle')}
      width="text"
    >
      <Form method="post" noValidate className="calendar-form">
        <ErrorSummary errors={errors} />
        <ExpectationFields choices={form.choices} typed={actionData?.typed ?? form.typed} errors={errors} />
        <Actions>
          <Button>{t('calendar.form.save')}</Button>
          <ButtonLink to={`${base}/${id}`} kind="tertiary">
            {t('calendar.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      <Section title={t('calendar.form.remove')}>
        <p>{t('calendar.form.removeText')}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <Button kind="secondary" icon="delete">
            {t('calendar.form.remove')}
          </Button>
        </Form>
      </Section>
    </Page>
  )
}
