import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { PointFields, usePointErrors } from '../points/PointFields.tsx'
import { Remarks } from '../points/PointsOnMap.tsx'
import { addressOf, type StoredPoint } from '../points/point.ts'
import { type PointFormProblem, readPointForm, readTypedPoint, type TypedPoint } from '../points/pointForm.ts'
import { readPointPage } from '../points/pointPages.server.ts'
import { changePoint, findPoint, markOf, removePoint } from '../points/points.server.ts'
import type { Route } from './+types/point'
import '../points/points.css'

const doneWords = ['created', 'changed', 'unchanged'] as const

async function permitChanging({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const id = readRowId(params.point)
  if (!visit.may('places.edit', wholeTenant) || id === undefined) return notFound()
  // Whatever is sent: of a facility that isn't there, nothing is said but that.
  if (!(await visit.read((reader) => findPoint(reader, id)))) return notFound()
  return { visit, id }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, id } = await permitChanging(args)
  const { language, now } = visit
  const t = i18nFor(language).getFixedT(language, 'places')
  const page = await visit.read((reader) => readPointPage(reader, id, { t, language, day: germanDay(now) }))
  const done = new URL(args.request.url).searchParams.get('erledigt')
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    page: page ?? notFound(),
    done: doneWords.find((word) => word === done),
  }
}

/** The form again: what was typed, and what is to be said about it. */
type Back = {
  readonly typed?: TypedPoint
  readonly problems?: readonly PointFormProblem[]
  readonly mark?: string
  /**
   * For the form that removes alone: the other form still holds what it held before, and saving that must not undo what somebody
   * else has changed. (For the same reason the page isn't loaded again after a refusal.)
   */
  readonly markToRemove?: string
  /** What somebody else has made of it meanwhile. */
  readonly present?: StoredPoint
}

export async function action(args: Route.ActionArgs) {
  const { visit, id } = await permitChanging(args)
  const { actor, now } = visit
  const form = await args.request.formData()
  const own = `/${visit.tenant.slug}/verwaltung/einrichtungen`
  const mark = String(form.get('mark'))
  if (form.get('was') === 'entfernen') {
    const removed = await visit.write((writer) => removePoint(writer, actor, { id, mark }, now))
    if ('done' in removed) return redirect(`${own}?erledigt=removed`)
    if (removed.refused === 'gone') return notFound()
    const markToRemove = markOf(removed.present)
    return data<Back>({ markToRemove, present: removed.present }, { status: 409 })
  }
  const typed = readTypedPoint(form)
  const read = readPointForm(typed)
  if ('problems' in read) return data<Back>({ typed, mark, problems: read.problems }, { status: 400 })
  const change = { id, mark, fields: read.value }
  const changed = await visit.write((writer) => changePoint(writer, actor, change, now))
  if ('done' in changed) return redirect(`${own}/${id}?erledigt=${changed.done}`)
  if (changed.refused === 'gone') return notFound()
  if (changed.refused === 'taken')
    return data<Back>({ typed, mark, problems: [{ field: 'name', kind: 'taken' }] }, { status: 409 })
  return data<Back>({ typed, mark: markOf(changed.present), present: changed.present }, { status: 409 })
}

export default function Point({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, done } = loaderData
  const { t } = useTranslation('places')
  const errors = usePointErrors(actionData?.problems ?? [])
  const own = `${base}/einrichtungen`
  const present = actionData?.present
  const mark = actionData?.mark ?? page.mark
  const markToRemove = actionData?.markToRemove ?? mark
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('points.title'), href: own },
      ]}
      preline={page.kind}
      title={page.name}
      width="text"
    >
      {done ? (
        <Notice kind={done === 'unchanged' ? 'info' : 'success'} title={t(`points.list.${done}`)} live />
      ) : null}
      {present ? (
        <Notice kind="warning" title={t('points.form.overtaken')} live>
          <p>{t(actionData?.markToRemove ? 'points.form.overtakenRemoval' : 'points.form.overtakenText')}</p>
          <Facts
            items={[
              { term: t('points.form.name'), value: present.name },
              { term: t('points.form.kind'), value: t(`points.kind.${present.kind}`) },
              { term: t('points.column.address'), value: addressOf(present) || '–' },
              { term: t('points.form.coordinates'), value: present.at?.join(' / ') ?? '–' },
              { term: t('points.column.shown'), value: t(present.shown ? 'points.yes' : 'points.no') },
            ]}
          />
        </Notice>
      ) : null}
      <Section title={t('points.form.where')}>
        <Facts
          items={[
            { term: t('points.form.area'), value: page.area ?? t('points.unassigned') },
            { term: t('points.column.basis'), value: page.basis },
            {
              term: t('points.column.remarks'),
              value: page.remarks.length > 0 ? <Remarks remarks={page.remarks} /> : undefined,
            },
          ]}
        />
      </Section>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="ll-form">
        <input type="hidden" name="mark" value={mark} />
        <PointFields typed={actionData?.typed ?? page.typed} errors={errors} />
        <Actions>
          <Button>{t('points.form.save')}</Button>
          <ButtonLink to={own} kind="tertiary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      <Section title={t('points.form.remove')} lead={<p>{t('points.form.removeText')}</p>}>
        <Form method="post">
          <input type="hidden" name="mark" value={markToRemove} />
          <Button kind="secondary" name="was" value="entfernen">
            {t('points.form.removeButton')}
          </Button>
        </Form>
      </Section>
    </Page>
  )
}
