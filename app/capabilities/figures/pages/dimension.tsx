import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Fieldset, TextField } from '#app/ui/fields.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { listDimensions, listSeries } from '../catalogue.server.ts'
import { Overtaken, RemoveForm, useFields } from '../series/FormParts.tsx'
import { dimensionFields, type ListProblem, rowsOfForm, typedDimension } from '../series/listForm.ts'
import { removeDimension, saveDimension } from '../series/lists.server.ts'
import { type FieldProblem, readTyped, type Typed } from '../series/typed.ts'
import type { Route } from './+types/dimension'

/** Dimensions concern every office: whoever may define for some only can't change them. */
async function permitDefining({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  if (!visit.may('figures.define', wholeTenant)) notFound()
  const { dimension: key } = params
  const former = (await visit.read(listDimensions)).find((one) => one.key === key)
  if (key !== undefined && !former) notFound()
  return { visit, former, key, base: `/${visit.tenant.slug}` }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, former, base } = await permitDefining(args)
  const all = former ? await visit.read(listSeries) : []
  return {
    base,
    own: former?.name,
    typed: typedDimension(former ?? { name: '', nameEn: '' }, former?.values ?? []),
    uses: all.filter(({ dimensions }) => former && dimensions.includes(former.key)).map(({ name }) => name),
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
  const list = `${base}/merkmale`
  if (form.get('intent') === 'remove' && former) {
    const removed = await visit.write((writer) => removeDimension(writer, visit.actor, former.key, visit.now))
    if ('done' in removed) throw redirect(`${list}?erledigt=removed`)
    const stands = typedDimension(former, former.values)
    return data<Back>(
      { typed: stands, seen: JSON.stringify(stands), problems: [], used: true },
      { status: 409 },
    )
  }
  const rows = rowsOfForm({ rows: String(form.get('rows') ?? '') })
  const typed = { ...readTyped(form, dimensionFields(rows)), rows: String(rows) }
  const seen = String(form.get('seen') ?? '')
  const saved = await visit.write((writer) =>
    saveDimension(writer, visit.actor, { key, seen, typed }, visit.now),
  )
  if ('done' in saved) throw redirect(`${list}?erledigt=${saved.done}`)
  if ('problems' in saved) return data<Back>({ typed, seen, problems: saved.problems }, { status: 400 })
  if (saved.refused === 'gone') notFound()
  const { fields: overtaken, present } = saved
  return data<Back>({ typed, seen: JSON.stringify(present), problems: [], overtaken }, { status: 409 })
}

export default function Dimension({ loaderData, actionData }: Route.ComponentProps) {
  const { base, own, uses } = loaderData
  const { t } = useTranslation('figures')
  const typed = actionData?.typed ?? loaderData.typed
  const { errors, field } = useFields(typed, actionData?.problems ?? [])
  const list = `${base}/merkmale`
  const rows = Array.from({ length: rowsOfForm(typed) }, (_, index) => index)
  const labelOf = (name: string) => {
    const [part, row] = name.split('-')
    const label = part === 'nameEn' ? t('series.form.nameEn') : t('series.form.name')
    if (row === undefined) return name === 'rows' ? t('series.dimensionForm.values') : label
    const value = t('series.dimensionForm.value', { number: Number(row) + 1 })
    return `${value}, ${part === 'aliases' ? t('series.dimensionForm.aliases') : label}`
  }
  return (
    <Page
      breadcrumb={[{ label: t('series.dimensions.title'), href: list }]}
      title={t(own ? 'series.dimensionForm.editTitle' : 'series.dimensionForm.newTitle')}
      {...(own ? { lead: <p>{own}</p> } : {})}
      width="text"
    >
      {actionData?.overtaken ? <Overtaken fields={actionData.overtaken} labelOf={labelOf} /> : null}
      <Form method="post" noValidate className="ll-stack">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="seen" value={actionData?.seen ?? JSON.stringify(loaderData.typed)} />
        <input type="hidden" name="rows" value={rows.length} />
        <TextField
          {...field('name')}
          label={t('series.form.name')}
          hint={t('series.dimensionForm.nameHint')}
        />
        <TextField {...field('nameEn')} label={t('series.form.nameEn')} optional />
        <Section
          title={t('series.dimensionForm.values')}
          lead={<p>{t('series.dimensionForm.valuesHint')}</p>}
        >
          {rows.map((row) => {
            const key = typed[`key-${row}`]
            return (
              <Fieldset
                key={row}
                id={`wert-${row}`}
                legend={t('series.dimensionForm.value', { number: row + 1 })}
                hint={key ? t('series.dimensionForm.key', { key }) : undefined}
              >
                <input type="hidden" name={`key-${row}`} value={key ?? ''} />
                <TextField {...field(`name-${row}`)} label={t('series.form.name')} optional />
                <TextField {...field(`nameEn-${row}`)} label={t('series.form.nameEn')} optional />
                <TextField
                  {...field(`aliases-${row}`)}
                  label={t('series.dimensionForm.aliases')}
                  hint={t('series.dimensionForm.aliasesHint')}
                  optional
                />
              </Fieldset>
            )
          })}
        </Section>
        <Actions>
          <Button>{t(own ? 'series.form.save' : 'series.form.create')}</Button>
          <ButtonLink to={list} kind="tertiary">
            {t('series.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      {own ? <RemoveForm uses={uses} refused={actionData?.used === true} /> : null}
    </Page>
  )
}
