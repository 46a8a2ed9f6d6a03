import { useTranslation } from 'react-i18next'
import { data, redirect } from 'react-router'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Page } from '#app/ui/Page.tsx'
import { changeIndicator } from '../commands.server.ts'
import { DefinitionForm } from '../DefinitionForm.tsx'
import { findDefinitionForm } from '../form.server.ts'
import { readDefinition, readFormValues } from '../indicatorForm.ts'
import { formErrors } from '../problemText.ts'
import { wordsIn } from '../words.ts'
import type { Route } from './+types/edit'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { actor, language, now, read, tenant } = await permitActor(
    context,
    params.tenant,
    'indicators.define',
    request,
  )
  const wanted = { key: params.indicator, language, today: now.toISOString().slice(0, 10), actor }
  const form = (await read((reader) => findDefinitionForm(reader, wanted))) ?? notFound()
  return { form, list: `/${tenant.slug}/zahlen`, sheet: `/${tenant.slug}/zahlen/${params.indicator}` }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'indicators.define', request)
  const { actor, language, now, tenant } = visit
  const key = params.indicator
  const typed = { ...readFormValues(await request.formData()), key }
  const wanted = { key, language, today: now.toISOString().slice(0, 10), actor }
  const form = (await visit.read((reader) => findDefinitionForm(reader, wanted))) ?? notFound()
  const { input, problems } = readDefinition(typed, form)
  const result =
    problems.length > 0
      ? { ok: false as const, problems }
      : ((await visit.write((writer) => changeIndicator(writer, actor, key, input, now))) ?? notFound())
  if (result.ok) throw redirect(`/${tenant.slug}/zahlen/${key}`)
  return data({ typed, errors: formErrors(result.problems, wordsIn(language)) }, { status: 400 })
}

export default function Edit({ loaderData: { form, list, sheet }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('indicators')
  return (
    <Page
      breadcrumb={[
        { label: t('list.title'), href: list },
        { label: form.name, href: sheet },
      ]}
      title={t('form.editTitle')}
      lead={<p>{t('form.lead')}</p>}
      width="text"
    >
      <DefinitionForm
        form={form}
        typed={actionData?.typed}
        errors={actionData?.errors}
        isNew={false}
        cancel={sheet}
      />
    </Page>
  )
}
