import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { dayInWords } from '#app/plain/day.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { ChangeFields } from '../keeping/ChangeFields.tsx'
import {
  doneWord,
  makeChange,
  markOfChange,
  readChange,
  readChangeKind,
  refusalField,
  tryChange,
} from '../keeping/changeForm.server.ts'
import { describePlannedChange } from '../keeping/changeSentences.ts'
import { parentChoices } from '../keeping/placeForm.ts'
import { findKeptPlace, mergeChoices } from '../keeping/placesPage.server.ts'
import { readTypedChange } from '../keeping/typed.ts'
import type { Route } from './+types/placeChange'
import '../keeping/keeping.css'

async function permitChanging({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const usesOf = context.get(tenantPartsContext).listPlaceUses
  const kept = await visit.read((reader) => findKeptPlace(reader, params.place, usesOf))
  if (!kept || !visit.may('places.edit', { places: [kept.lineage] })) notFound()
  const kind = readChangeKind(new URL(request.url).searchParams.get('art'))
  if (!kind || !kept.changes.includes(kind) || kept.place.validTo !== undefined) notFound()
  return { visit, kept, kind, usesOf, own: `/${visit.tenant.slug}/verwaltung/orte` }
}

const choice = ({ key, name }: { readonly key: string; readonly name: string }) => ({
  value: key,
  label: name,
})

export async function loader(args: Route.LoaderArgs) {
  const { visit, kept, kind, own } = await permitChanging(args)
  const { place, places } = kept
  const children = places.filter(({ parentId, validTo }) => parentId === place.id && validTo === undefined)
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    own,
    kind,
    place: choice(place),
    children: children.map(choice),
    siblings: mergeChoices(places, place).map(choice),
    parents: parentChoices(places, place)
      .filter(({ id }) => id !== place.parentId)
      .map(choice),
  }
}

export async function action(args: Route.ActionArgs) {
  const { visit, kept, kind, usesOf, own } = await permitChanging(args)
  const form = await args.request.formData()
  const typed = readTypedChange(form)
  const childParts = new Map(
    [...form].flatMap(([name, value]) =>
      name.startsWith('child-') ? [[name.slice(6), Number(value) || 0] as const] : [],
    ),
  )
  const answer = { typed, childParts: Object.fromEntries(childParts), mark: '', changed: false }
  const read = readChange(kind, typed)
  if ('problems' in read) return data({ ...answer, problems: read.problems, sentences: [] }, { status: 400 })
  const order = { kind, key: kept.place.key, change: read.value, childParts }
  const make = (writer: Parameters<typeof makeChange>[0]) =>
    makeChange(writer, visit.actor, order, usesOf, visit.now)
  // Done is what the preview has said; whatever was changed below it since is shown first.
  const mark = markOfChange(order)
  const isAsked = form.get('intent') === 'apply'
  const isFinal = isAsked && form.get('mark') === mark
  const outcome = isFinal ? await visit.write(make) : await tryChange(visit.write, make)
  if ('refused' in outcome) {
    const { refused, ...parameters } = outcome
    const problem = { field: refusalField(kind, outcome), kind: refused, parameters }
    return data({ ...answer, problems: [problem], sentences: [] }, { status: 409 })
  }
  if (isFinal) throw redirect(`${own}?erledigt=${doneWord[kind]}`)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const sentences = describePlannedChange(kind, kept.place, read.value, kept.places, visit.language, t)
  return { ...answer, mark, changed: isAsked, problems: [], sentences }
}

export default function PlaceChangePage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const { base, own, kind, place } = loaderData
  const language = useLanguage()
  const what = t(`keeping.change.${kind}`)
  const here = `${own}/${place.value}`
  const sentences = actionData?.sentences ?? []
  const errors = (actionData?.problems ?? []).map(({ field, kind: problem, parameters = {} }) => ({
    field,
    message: t(`keeping.change.problem.${problem}`, {
      name: '',
      place: '',
      sum: '',
      ...parameters,
      lastDay: 'lastDay' in parameters ? dayInWords(String(parameters.lastDay), language) : '',
    }),
  }))
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('keeping.title'), href: own },
        { label: place.label, href: here },
      ]}
      title={t('keeping.change.pageTitle', { name: place.label, what })}
      lead={<p>{t('keeping.change.lead')}</p>}
      width="text"
    >
      <Form method="post" noValidate className="ll-form">
        <ErrorSummary errors={errors} />
        {/* The first button is pressed by the Enter key: it must not do what nobody has looked at. */}
        <button type="submit" name="intent" value="preview" hidden>
          {t('keeping.change.preview')}
        </button>
        {sentences.length > 0 ? (
          <Notice kind="info" title={t('keeping.change.previewTitle')} live>
            <ul className="ll-list">
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <p>{t(actionData?.changed ? 'recut.changedSince' : 'keeping.change.nothingYet')}</p>
          </Notice>
        ) : null}
        {sentences.length > 0 ? (
          <>
            <input type="hidden" name="mark" value={actionData?.mark} />
            <Actions>
              <Button name="intent" value="apply">
                {t('keeping.change.apply')}
              </Button>
            </Actions>
          </>
        ) : null}
        <ChangeFields
          {...loaderData}
          typed={actionData?.typed}
          childParts={actionData?.childParts ?? {}}
          errors={errors}
        />
        <Actions>
          <Button kind={sentences.length > 0 ? 'secondary' : 'primary'} name="intent" value="preview">
            {t('keeping.change.preview')}
          </Button>
          <ButtonLink to={here} kind="tertiary">
            {t('keeping.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
