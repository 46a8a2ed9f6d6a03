import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listSources } from '../catalogue.server.ts'
import {
  addSeries,
  changeSeries,
  findSeries,
  findSeriesUses,
  hasFigures,
  removeSeries,
} from '../series/definitions.server.ts'
import { Overtaken, RemoveForm, useFields } from '../series/FormParts.tsx'
import { SeriesFields } from '../series/SeriesFields.tsx'
import { emptySeries, type SeriesProblem, seriesFields, typedSeries } from '../series/seriesForm.ts'
import { listSeriesChoices } from '../series/seriesPage.server.ts'
import { type FieldProblem, readTyped, type Typed } from '../series/typed.ts'
import type { Route } from './+types/seriesForm'

/** The visit of somebody who may define this series, or a new one; one of another office is not there for them. */
async function permitDefining({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const { series: key } = params
  const former = key === undefined ? undefined : await visit.read((reader) => findSeries(reader, key))
  if (key !== undefined) {
    const source = (await visit.read(listSources)).find((one) => one.key === former?.sourceKey) ?? notFound()
    if (!visit.may('figures.define', source)) notFound()
  }
  const { listSeriesUses } = context.get(tenantPartsContext)
  return { visit, former, base: `/${visit.tenant.slug}`, listSeriesUses }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, former, base, listSeriesUses } = await permitDefining(args)
  const { language, actor } = visit
  return visit.read(async (reader) => ({
    base,
    own: former && { key: former.key, name: nameIn(language, former) },
    choices: await listSeriesChoices(reader, actor, { language, ownKey: former?.key }),
    typed: former ? typedSeries(former) : emptySeries,
    filled: former ? await hasFigures(reader, former.id) : false,
    uses: former ? await findSeriesUses(reader, former, await listSeriesUses(reader, language)) : [],
  }))
}

type Back = {
  readonly typed: Typed
  readonly seen: string
  readonly problems: readonly FieldProblem<SeriesProblem>[]
  readonly overtaken?: readonly { readonly field: string; readonly now: string }[]
  readonly used?: true
}

export async function action(args: Route.ActionArgs) {
  const { visit, former, base, listSeriesUses } = await permitDefining(args)
  const form = await args.request.formData()
  const typed = readTyped(form, seriesFields)
  const seen = String(form.get('seen') ?? '')
  const back = (problems: Back['problems']) => data<Back>({ typed, seen, problems }, { status: 400 })
  if (!former) {
    const added = await visit.write((writer) => addSeries(writer, visit.actor, typed, visit.now))
    if ('key' in added) throw redirect(`${base}/zahlenreihen/${added.key}?erledigt=added`)
    return back('problems' in added ? added.problems : [])
  }
  const { key } = former
  if (form.get('intent') === 'remove') {
    const removed = await visit.write((writer) =>
      removeSeries(writer, visit.actor, { key, below: listSeriesUses }, visit.now),
    )
    if ('done' in removed) throw redirect(`${base}/zahlenreihen?erledigt=removed`)
    const stands = typedSeries(former)
    return data<Back>(
      { typed: stands, seen: JSON.stringify(stands), problems: [], used: true },
      { status: 409 },
    )
  }
  const changed = await visit.write((writer) =>
    changeSeries(writer, visit.actor, { key, seen, typed }, visit.now),
  )
  if ('done' in changed) throw redirect(`${base}/zahlenreihen/${key}?erledigt=${changed.done}`)
  if ('problems' in changed) return back(changed.problems)
  if (changed.refused === 'gone') notFound()
  const { fields: overtaken, present } = changed
  return data<Back>({ typed, seen: JSON.stringify(present), problems: [], overtaken }, { status: 409 })
}

export default function SeriesForm({ loaderData, actionData }: Route.ComponentProps) {
  const { base, own, choices, filled, uses } = loaderData
  const { t } = useTranslation('figures')
  const { errors, field } = useFields(actionData?.typed ?? loaderData.typed, actionData?.problems ?? [])
  const list = `${base}/zahlenreihen`
  return (
    <Page
      breadcrumb={[
        { label: t('series.list.title'), href: list },
        ...(own ? [{ label: own.name, href: `${list}/${own.key}` }] : []),
      ]}
      title={t(own ? 'series.form.editTitle' : 'series.form.newTitle')}
      lead={<p>{t('series.form.lead')}</p>}
      width="text"
    >
      {choices.sources.length === 0 ? (
        <Notice kind="info" title={t('series.form.noSource')}>
          <p>{t('series.form.noSourceText')}</p>
          <ButtonLink to={`${base}/quellen/neu`}>{t('series.sources.new')}</ButtonLink>
        </Notice>
      ) : null}
      {actionData?.overtaken ? (
        <Overtaken
          fields={actionData.overtaken}
          labelOf={(name) => t(`series.form.${name}` as 'series.form.name')}
        />
      ) : null}
      <Form method="post" noValidate className="ll-stack">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="seen" value={actionData?.seen ?? JSON.stringify(loaderData.typed)} />
        <SeriesFields choices={choices} field={field} isNew={own === undefined} filled={filled} />
        <Actions>
          <Button>{t(own ? 'series.form.save' : 'series.form.create')}</Button>
          <ButtonLink to={own ? `${list}/${own.key}` : list} kind="tertiary">
            {t('series.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      {own ? (
        <RemoveForm
          uses={uses.map((use) => t(`series.form.use_${use}`))}
          refused={actionData?.used === true}
        />
      ) : null}
    </Page>
  )
}
