import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { ExpectationFields, useExpectationErrors } from '../calendar/ExpectationFields.tsx'
import { readTypedExpectation } from '../calendar/expectationForm.ts'
import { listSourceChoices, readNewForm, saveExpectation } from '../calendar/formPage.server.ts'
import type { Route } from './+types/newExpectation'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.define', request)
  const source = new URL(request.url).searchParams.get('quelle') ?? ''
  const { sources, form } = await visit.read(async (reader) => ({
    sources: await listSourceChoices(reader, visit.actor, visit.language),
    form: source === '' ? undefined : await readNewForm(reader, visit.actor, source, visit),
  }))
  if (source !== '' && !form) notFound()
  return { base: `/${visit.tenant.slug}/lieferkalender`, sources, form }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const form = await request.formData()
  const source = String(form.get('source') ?? '')
  if (!(await visit.read((reader) => readNewForm(reader, visit.actor, source, visit))))
    return data({ typed: undefined, problems: [] }, { status: 400 })
  const typed = readTypedExpectation(form)
  const outcome = await visit.write((writer) =>
    saveExpectation(writer, visit.actor, { source }, typed, visit.now),
  )
  if ('problems' in outcome) return data({ typed, problems: outcome.problems }, { status: 400 })
  if ('refused' in outcome) notFound()
  return redirect(`/${visit.tenant.slug}/lieferkalender/${outcome.id}?erledigt=angelegt`)
}

export default function NewExpectation({ loaderData, actionData }: Route.ComponentProps) {
  const { base, sources, form } = loaderData
  const { t } = useTranslation('figures')
  const errors = useExpectationErrors(actionData?.problems ?? [])
  return (
    <Page
      breadcrumb={[{ label: t('calendar.title'), href: base }]}
      title={t('calendar.form.newTitle')}
      {...(form ? { preline: form.source.name } : {})}
      lead={<p>{t('calendar.form.newLead')}</p>}
      width="text"
    >
      {sources.length === 0 ? (
        <EmptyState title={t('calendar.form.noSource')}>
          <p>{t('calendar.form.noSourceHint')}</p>
        </EmptyState>
      ) : form ? (
        <Form method="post" noValidate className="calendar-form">
          <ErrorSummary errors={errors} />
          <input type="hidden" name="source" value={form.source.key} />
          <ExpectationFields choices={form.choices} typed={actionData?.typed ?? form.typed} errors={errors} />
          <Actions>
            <Button>{t('calendar.form.save')}</Button>
            <ButtonLink to={base} kind="tertiary">
              {t('calendar.form.cancel')}
            </ButtonLink>
          </Actions>
        </Form>
      ) : (
        <Form method="get" className="calendar-form">
          <SelectField
            name="quelle"
            label={t('calendar.form.chooseSource')}
            hint={t('calendar.form.chooseHint')}
            options={sources}
          />
          <Actions>
            <Button>{t('calendar.form.next')}</Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}
