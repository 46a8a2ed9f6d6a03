import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listSeries } from '../catalogue.server.ts'
import { Overtaken, RemoveForm, useFields } from '../series/FormParts.tsx'
import { familyFields, type ListProblem } from '../series/listForm.ts'
import { removeEmptyFamily, saveFamily } from '../series/lists.server.ts'
import { type FieldProblem, readTyped, type Typed } from '../series/typed.ts'
import type { Route } from './+types/family'

/** Families concern every office: whoever may define for some only can't change them. */
async function permitDefining({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  if (!visit.may('figures.define', wholeTenant)) notFound()
  const { family: key } = params
  const former = (await visit.read(listFamilies)).find((one) => one.key === key)
  if (key !== undefined && !former) notFound()
  return { visit, former, key, base: `/${visit.tenant.slug}` }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, former, base } = await permitDefining(args)
  const all = former ? await visit.read(listSeries) : []
  return {
    base,
    own: former?.name,
    typed: { name: former?.name ?? '', nameEn: former?.nameEn ?? '' },
    uses: all.filter(({ familyKey }) => familyKey === former?.key).map(({ name }) => name),
  }
}

type Back = {
  readonly typed: Typed
  readonly seen: string
  readonly problems: readonly FieldProblem<ListProblem>[]
  readonly overtaken?: readonly { readonly field: string; readonly now: string }[]
  readonly used?: true
}

export async function action(args: Route.ActionArgs) {
  const { visit, former, key, base } = await permitDefining(args)
  const form = await args.request.formData()
  const list = `${base}/familien`
  const typed = readTyped(form, familyFields)
  const seen = String(form.get('seen') ?? '')
  if (form.get('intent') === 'remove' && former) {
    const removed = await visit.write((writer) =>
      removeEmptyFamily(writer, visit.actor, former.key, visit.now),
    )
    if ('done' in removed) throw redirect(`${list}?erledigt=removed`)
    const stands = { name: former.name, nameEn: former.nameEn }
    return data<Back>(
      { typed: stands, seen: JSON.stringify(stands), problems: [], used: true },
      { status: 409 },
    )
  }
  const saved = await visit.write((writer) =>
    saveFamily(writer, visit.actor, { key, seen, typed }, visit.now),
  )
  if ('done' in saved) throw redirect(`${list}?erledigt=${saved.done}`)
  if ('problems' in saved) return data<Back>({ typed, seen, problems: saved.problems }, { status: 400 })
  if (saved.refused === 'gone') notFound()
  const { fields: overtaken, present } = saved
  return data<Back>({ typed, seen: JSON.stringify(present), problems: [], overtaken }, { status: 409 })
}

export default function Family({ loaderData, actionData }: Route.ComponentProps) {
  const { base, own, uses } = loaderData
  const { t } = useTranslation('figures')
  const { errors, field } = useFields(actionData?.typed ?? loaderData.typed, actionData?.problems ?? [])
  const list = `${base}/familien`
  return (
    <Page
      breadcrumb={[{ label: t('series.families.title'), href: list }]}
      title={t(own ? 'series.familyForm.editTitle' : 'series.familyForm.newTitle')}
      lead={<p>{t('series.families.explain')}</p>}
      width="text"
    >
      {actionData?.overtaken ? (
        <Overtaken
          fields={actionData.overtaken}
          labelOf={(name) => t(name === 'nameEn' ? 'series.form.nameEn' : 'series.form.name')}
        />
      ) : null}
      <Form method="post" noValidate className="ll-stack">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="seen" value={actionData?.seen ?? JSON.stringify(loaderData.typed)} />
        <TextField {...field('name')} label={t('series.form.name')} hint={t('series.familyForm.nameHint')} />
        <TextField {...field('nameEn')} label={t('series.form.nameEn')} optional />
        <Actions>
          <Button>{t(own ? 'series.form.save' : 'series.form.create')}</Button>
          <ButtonLink to={list} kind="tertiary">
            {t('series.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      {own ? (
        <RemoveForm
          uses={uses.length > 0 ? [`${t('series.familyForm.members')}: ${uses.join(', ')}`] : []}
          refused={actionData?.used === true}
        />
      ) : null}
    </Page>
  )
}
