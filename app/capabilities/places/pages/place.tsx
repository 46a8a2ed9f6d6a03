import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { undoChange } from '../history/undo.server.ts'
import { addNaming, changePlace, removeNaming, removePlace } from '../keeping/commands.server.ts'
import { NamesOfPlace } from '../keeping/NamesOfPlace.tsx'
import { PlaceFields, usePlaceErrors } from '../keeping/PlaceFields.tsx'
import { type PlaceProblem, readPlaceForm, type TypedPlace } from '../keeping/placeForm.ts'
import { findKeptPlace } from '../keeping/placesPage.server.ts'
import { readTypedNaming, readTypedPlace } from '../keeping/typed.ts'
import { PlaceHistory } from '../PlaceHistory.tsx'
import { listPlaces } from '../places.server.ts'
import { useValidity } from '../Validity.tsx'
import type { Route } from './+types/place'
import '../keeping/keeping.css'

/** The visit of somebody who may change this place; one outside of their limits is not there for them. */
async function permitChanging({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const parts = context.get(tenantPartsContext)
  const kept = await visit.read((reader) => findKeptPlace(reader, params.place, parts.listPlaceUses))
  if (!kept || !visit.may('places.edit', { places: [kept.lineage] })) notFound()
  return { visit, kept, parts, own: `/${visit.tenant.slug}/verwaltung/orte` }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, kept, parts, own } = await permitChanging(args)
  const sources = await visit.read((reader) => parts.listSourceChoices(reader, visit.language))
  return { base: `/${visit.tenant.slug}/verwaltung`, own, kept, sources }
}

/** What is said after a form that could not be done. */
type Back = {
  readonly problems?: readonly PlaceProblem[]
  readonly typed?: TypedPlace
  readonly used?: 'figures' | 'targets' | 'parts' | 'rights' | 'history'
  readonly builtOn?: string
  readonly naming?: { readonly kind: 'alias' | 'key'; readonly text: string; readonly of: string }
}
const back = (said: Back, status: number) => data<Back>(said, { status })

export async function action(args: Route.ActionArgs) {
  const { visit, kept, parts, own } = await permitChanging(args)
  const { actor, now } = visit
  const form = await args.request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const intent = text('intent')
  const here = `${own}/${kept.place.key}`
  if (intent === 'remove') {
    const removed = await visit.write((writer) =>
      removePlace(writer, actor, kept.place.key, parts.listPlaceUses, now),
    )
    if ('done' in removed) throw redirect(`${own}?erledigt=removed`)
    return removed.refused === 'gone' ? notFound() : back({ used: removed.by }, 409)
  }
  if (intent === 'undo') {
    const undone = await visit.write((writer) =>
      undoChange(writer, actor, Number(text('change')), parts.listPlaceUses, now),
    )
    if ('done' in undone || undone.refused === 'gone') throw redirect(`${own}?erledigt=undone`)
    return back({ builtOn: undone.place }, 409)
  }
  const read = readTypedNaming(form)
  if (read) {
    const { kind } = read
    const naming = { key: kept.place.key, ...read }
    const named = await visit.write((writer) =>
      intent === 'unname' ? removeNaming(writer, actor, naming, now) : addNaming(writer, actor, naming, now),
    )
    if ('done' in named) throw redirect(`${here}#namen`)
    if (named.refused === 'gone') notFound()
    const field = kind === 'alias' ? ('alias' as const) : ('keyText' as const)
    const problem = named.refused === 'taken' ? ('alias-taken' as const) : ('no-text' as const)
    return back(
      { naming, problems: [{ field, kind: problem, parameters: { name: named.place ?? '' } }] },
      400,
    )
  }
  const typed = readTypedPlace(form)
  const fields = readPlaceForm(typed, await visit.read(listPlaces), kept.place)
  if ('problems' in fields) return back({ typed, problems: fields.problems }, 400)
  const order = { key: kept.place.key, fields: fields.value }
  const changed = await visit.write((writer) => changePlace(writer, actor, order, now))
  if ('done' in changed) throw redirect(`${own}?erledigt=${changed.done}`)
  if (changed.refused === 'gone') notFound()
  return back({ typed, problems: [{ field: 'validFrom', kind: 'begins-by-change' }] }, 409)
}

const changes = ['split', 'merge', 'rename', 'move'] as const
const words = { split: 'teilen', merge: 'zusammenlegen', rename: 'umbenennen', move: 'zuordnen' } as const

export default function PlacePage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const language = useLanguage()
  const validity = useValidity()
  const { base, own, kept, sources } = loaderData
  const { place, events, undoable } = kept
  const naming = actionData?.naming
  const errors = usePlaceErrors(actionData?.problems ?? [])
  const typed = actionData?.typed ?? kept.typed
  const hasEnded = place.validTo !== undefined
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('keeping.title'), href: own },
      ]}
      preline={t(`keeping.kind.${place.kind}`)}
      title={place.name}
      lead={
        <p>
          {kept.parent === undefined ? '' : `${t('keeping.within', { parent: kept.parent })}, `}
          {validity(place, language)}
        </p>
      }
      width="text"
    >
      {actionData?.used ? (
        <Notice kind="warning" title={t(`keeping.remove.used.${actionData.used}`)} live />
      ) : null}
      {actionData?.builtOn === undefined ? null : (
        <Notice kind="warning" title={t('keeping.history.builtOn', { place: actionData.builtOn })} live />
      )}
      {hasEnded || place.parentId === undefined || place.kind === 'unassigned' ? null : (
        <Section title={t('keeping.change.title')} lead={<p>{t('keeping.change.lead')}</p>}>
          <Actions>
            {changes
              .filter((change) => kept.changes.includes(change))
              .map((change) => (
                <ButtonLink key={change} to={`${own}/${place.key}/aendern?art=${words[change]}`}>
                  {t(`keeping.change.${change}`)}
                </ButtonLink>
              ))}
            {kept.changes.includes('merge') ? (
              <ButtonLink to={`${own}/neuzuschnitt?raum=${place.key}`}>{t('recut.linkOfPlace')}</ButtonLink>
            ) : null}
          </Actions>
        </Section>
      )}
      <Section title={t('keeping.history.title')}>
        {events.length === 0 ? <p className="ll-muted">{t('keeping.history.none')}</p> : null}
        <PlaceHistory
          events={events}
          hrefOf={(key) => `${own}/${key}`}
          actionOf={({ id }) =>
            undoable.includes(id) ? (
              <Form method="post">
                <input type="hidden" name="change" value={id} />{' '}
                <Button kind="tertiary" name="intent" value="undo">
                  {t('keeping.history.undo')}
                </Button>
              </Form>
            ) : null
          }
        />
      </Section>
      <Section title={t('keeping.form.name')} id="angaben">
        <Form method="post" noValidate className="ll-form">
          <ErrorSummary errors={naming ? [] : errors} />
          <PlaceFields typed={typed} errors={errors} />
          <Actions>
            <Button>{t('keeping.form.save')}</Button>
            <ButtonLink to={own} kind="tertiary">
              {t('keeping.form.cancel')}
            </ButtonLink>
          </Actions>
        </Form>
      </Section>
      <NamesOfPlace names={kept.names} sources={sources} naming={naming} errors={naming ? errors : []} />
      <Section title={t('keeping.remove.title')} lead={<p>{t('keeping.remove.text')}</p>}>
        <Form method="post">
          <Button kind="secondary" name="intent" value="remove">
            {t('keeping.remove.button')}
          </Button>
        </Form>
      </Section>
    </Page>
  )
}
