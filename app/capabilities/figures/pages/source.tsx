import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { RadioGroup, SelectField, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { listSources } from '../catalogue.server.ts'
import { Overtaken, RemoveForm, useFields } from '../series/FormParts.tsx'
import { type ListProblem, sourceFields } from '../series/listForm.ts'
import { isSourceUsed, removeSource, saveSource, typeSource } from '../series/lists.server.ts'
import { type FieldProblem, readTyped, type Typed } from '../series/typed.ts'
import type { Route } from './+types/source'

/** One that exists, or a new one; a source of another office is not there for who may define those of the own only. */
async function permitDefining({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const { source: key } = params
  const former = (await visit.read(listSources)).find((one) => one.key === key)
  if (key !== undefined && (!former || !visit.may('figures.define', former))) notFound()
  return { visit, former, key, base: `/${visit.tenant.slug}` }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, former, base } = await permitDefining(args)
  return visit.read(async (reader) => ({
    base,
    own: former?.name,
    typed: await typeSource(reader, former, visit.now),
    offices: (await listOrganisations(reader, visit.language))
      .filter(({ key }) => visit.may('figures.define', { organisation: key }))
      .map(({ key, name }) => ({ value: key, label: name })),
    withRule: visit.may('protection.change', wholeTenant),
    used: former ? await isSourceUsed(reader, former) : false,
  }))
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
  const list = `${base}/quellen`
  const typed = readTyped(form, sourceFields)
  const seen = String(form.get('seen') ?? '')
  if (form.get('intent') === 'remove' && former) {
    const removed = await visit.write((writer) => removeSource(writer, visit.actor, former.key, visit.now))
    if ('done' in removed) throw redirect(`${list}?erledigt=removed`)
    const stands = await visit.read((reader) => typeSource(reader, former, visit.now))
    return data<Back>(
      { typed: stands, seen: JSON.stringify(stands), problems: [], used: true },
      { status: 409 },
    )
  }
  const saved = await visit.write((writer) =>
    saveSource(writer, visit.actor, { key, seen, typed }, visit.now),
  )
  if ('done' in saved) throw redirect(`${list}?erledigt=${saved.done}`)
  if ('problems' in saved) return data<Back>({ typed, seen, problems: saved.problems }, { status: 400 })
  if (saved.refused === 'gone') notFound()
  const { fields: overtaken, present } = saved
  return data<Back>({ typed, seen: JSON.stringify(present), problems: [], overtaken }, { status: 409 })
}

export default function Source({ loaderData, actionData }: Route.ComponentProps) {
  const { base, own, offices, withRule, used } = loaderData
  const { t } = useTranslation('figures')
  const { errors, field } = useFields(actionData?.typed ?? loaderData.typed, actionData?.problems ?? [])
  const list = `${base}/quellen`
  const labels: Readonly<Record<string, string>> = {
    name: t('series.form.name'),
    nameEn: t('series.form.nameEn'),
    organisation: t('series.sourceForm.organisation'),
    secretBelow: t('series.sourceForm.secretBelow'),
    protection: t('series.sourceForm.protection'),
    threshold: t('series.sourceForm.threshold'),
    validFrom: t('series.sourceForm.validFrom'),
  }
  return (
    <Page
      breadcrumb={[{ label: t('series.sources.title'), href: list }]}
      title={t(own ? 'series.sourceForm.editTitle' : 'series.sourceForm.newTitle')}
      {...(own ? { lead: <p>{own}</p> } : {})}
      width="text"
    >
      {offices.length === 0 ? (
        <Notice kind="info" title={t('series.sourceForm.noOffice')}>
          <p>{t('series.sourceForm.noOfficeText')}</p>
          <ButtonLink to={`${base}/verwaltung/stellen/neu`}>{t('series.sources.offices')}</ButtonLink>
        </Notice>
      ) : null}
      {actionData?.overtaken ? (
        <Overtaken fields={actionData.overtaken} labelOf={(name) => labels[name] ?? name} />
      ) : null}
      <Form method="post" noValidate className="ll-stack">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="seen" value={actionData?.seen ?? JSON.stringify(loaderData.typed)} />
        <TextField {...field('name')} label={labels.name!} hint={t('series.sourceForm.nameHint')} />
        <TextField {...field('nameEn')} label={labels.nameEn!} optional />
        <SelectField
          {...field('organisation')}
          label={labels.organisation!}
          options={offices}
          placeholder={t('series.form.choose')}
        />
        <TextField
          {...field('secretBelow')}
          label={labels.secretBelow!}
          hint={t('series.sourceForm.secretBelowHint')}
          inputMode="numeric"
          width="short"
          optional
        />
        <Section title={labels.protection!}>
          {withRule ? (
            <>
              <RadioGroup
                {...field('protection')}
                label={labels.protection!}
                options={[
                  {
                    value: 'threshold',
                    label: t('series.sourceForm.byThreshold'),
                    hint: t('series.sourceForm.byThresholdHint'),
                  },
                  {
                    value: 'published',
                    label: t('series.sourceForm.alreadyPublished'),
                    hint: t('series.sourceForm.alreadyPublishedHint'),
                  },
                ]}
              />
              <TextField
                {...field('threshold')}
                label={labels.threshold!}
                hint={t('series.sourceForm.thresholdHint')}
                inputMode="numeric"
                width="short"
                optional
              />
              <TextField
                {...field('validFrom')}
                label={labels.validFrom!}
                hint={t('series.sourceForm.validFromHint')}
                type="date"
                width="medium"
              />
            </>
          ) : (
            <p>{t('series.sourceForm.stays')}</p>
          )}
        </Section>
        <Actions>
          <Button>{t(own ? 'series.form.save' : 'series.form.create')}</Button>
          <ButtonLink to={list} kind="tertiary">
            {t('series.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      {own ? (
        <RemoveForm uses={used ? [t('series.form.use_source')] : []} refused={actionData?.used === true} />
      ) : null}
    </Page>
  )
}
