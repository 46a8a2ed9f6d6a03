import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { comparisons } from '../indicator.ts'
import { formErrors } from '../problemText.ts'
import { describeGoal } from '../sentences.ts'
import { readTarget, readTargetValues, type TargetValues, valuesOfTarget } from '../targetForm.ts'
import { changeTarget, findTargetSheet } from '../targets.server.ts'
import { wordsIn } from '../words.ts'
import type { Route } from './+types/targets'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { actor, language, now, read, tenant } = await permitActor(
    context,
    params.tenant,
    'targets.set',
    request,
  )
  const sheet =
    (await read((reader) => findTargetSheet(reader, actor, params.indicator, language))) ?? notFound()
  const { indicator, held, own } = sheet
  const { searchParams } = new URL(request.url)
  const wanted = searchParams.get('ort')
  const only = own.length === 1 ? own[0] : undefined
  const chosen = wanted ? own.find(({ key }) => key === wanted) : only
  if (wanted && !chosen) notFound()
  const former = held.find(({ place }) => place.key === chosen?.key)
  return {
    list: `/${tenant.slug}/zahlen`,
    indicator,
    own,
    chosen,
    values: valuesOfTarget(former, indicator.unit, now.toISOString().slice(0, 10)),
    done: searchParams.has('gespeichert'),
    held: held.map(({ place, target }) => ({
      key: place.key,
      name: place.name,
      isOwn: own.some(({ key }) => key === place.key),
      steps: target.path.map(({ year, value }) => {
        const goal = describeGoal(indicator, { target: value, comparison: target.comparison }, language)
        return `${year}: ${goal ?? ''}`
      }),
      decidedBy: target.decidedBy ?? '',
    })),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'targets.set', request)
  const { actor, language, now, tenant } = visit
  const sheet =
    (await visit.read((reader) => findTargetSheet(reader, actor, params.indicator, language))) ?? notFound()
  const form = await request.formData()
  const typed = readTargetValues(form)
  const place = String(form.get('ort') ?? '')
  const { target, problems } = readTarget(typed, place, sheet.indicator.unit)
  if (problems.length > 0)
    return data({ typed, errors: formErrors(problems, wordsIn(language)) }, { status: 400 })
  const change = { indicator: params.indicator, target, validFrom: typed.validFrom }
  if (!(await visit.write((writer) => changeTarget(writer, actor, change, now)))) notFound()
  const query = new URLSearchParams({ ort: place, gespeichert: '' })
  return redirect(`/${tenant.slug}/zahlen/${params.indicator}/zielwerte?${query}`)
}

export default function Targets({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('indicators')
  const { list, indicator, own, chosen, done } = loaderData
  const address = `${list}/${indicator.key}`
  return (
    <Page
      breadcrumb={[
        { label: t('list.title'), href: list },
        { label: indicator.name, href: address },
      ]}
      title={t('targets.title')}
      lead={<p>{t('targets.lead', { indicator: indicator.name })}</p>}
    >
      {done && !actionData ? <Notice kind="success" title={t('targets.done')} live /> : null}
      <Held held={loaderData.held} />
      {own.length > 1 ? (
        <FilterForm label={t('targets.choose')}>
          <SelectField
            name="ort"
            label={t('targets.choose')}
            options={own.map(({ key, name }) => ({ value: key, label: name }))}
            defaultValue={chosen?.key ?? ''}
          />
        </FilterForm>
      ) : null}
      {chosen ? (
        <TargetForm
          key={chosen.key}
          place={chosen}
          values={actionData?.typed ?? loaderData.values}
          errors={actionData?.errors ?? []}
          cancel={address}
        />
      ) : null}
    </Page>
  )
}

function Held({ held }: { held: Route.ComponentProps['loaderData']['held'] }) {
  const { t } = useTranslation('indicators')
  return (
    <Section title={t('targets.held')}>
      {held.length === 0 ? (
        <p>{t('targets.none')}</p>
      ) : (
        <DataTable
          caption={t('targets.caption')}
          captionHidden
          rows={held}
          rowKey={({ key }) => key}
          cards
          columns={[
            { key: 'place', header: t('targets.place'), rowHeader: true, cell: ({ name }) => name },
            { key: 'goal', header: t('targets.goal'), cell: ({ steps }) => steps.join('; ') },
            { key: 'by', header: t('targets.decidedBy'), cell: ({ decidedBy }) => decidedBy },
            {
              key: 'change',
              header: t('targets.change'),
              cell: ({ key, isOwn, name }) =>
                isOwn ? (
                  <TextLink to={`?ort=${key}`}>
                    {t('targets.change')} <span className="kern-sr-only">{name}</span>
                  </TextLink>
                ) : null,
            },
          ]}
        />
      )}
    </Section>
  )
}

type TargetFormProps = {
  place: Place
  values: TargetValues
  errors: readonly FormError[]
  cancel: string
}

function TargetForm({ place, values, errors, cancel }: TargetFormProps) {
  const { t } = useTranslation('indicators')
  const field = (name: keyof TargetValues) => {
    const error = errors.find((one) => one.field === name)?.message
    return { name, defaultValue: values[name], ...(error === undefined ? {} : { error }) }
  }
  return (
    <Section title={t('targets.section', { place: place.name })} id="zielwert">
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="ll-form">
        <input type="hidden" name="ort" value={place.key} />
        <SelectField
          {...field('comparison')}
          label={t('form.comparison')}
          options={comparisons.map((one) => ({ value: one, label: t(`comparison.${one}`) }))}
        />
        <TextArea {...field('path')} label={t('form.path')} hint={t('targets.pathHint')} rows={3} />
        <TextField
          {...field('baselineYear')}
          label={t('form.baselineYear')}
          hint={t('form.baselineYearHint')}
          inputMode="numeric"
          width="short"
          optional
        />
        <TextField {...field('decidedBy')} label={t('form.decidedBy')} optional />
        <TextField {...field('note')} label={t('targets.note')} optional />
        <TextField {...field('noteEn')} label={t('targets.noteEn')} optional />
        <TextField {...field('validFrom')} label={t('targets.validFrom')} type="date" width="medium" />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink to={cancel}>{t('form.cancel')}</ButtonLink>
        </Actions>
      </Form>
    </Section>
  )
}
