import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { addPlace, addPlaces } from '../keeping/commands.server.ts'
import { PlaceFields, usePlaceErrors } from '../keeping/PlaceFields.tsx'
import { emptyPlace, type PlaceProblem, readPlaceForm } from '../keeping/placeForm.ts'
import { type ListedPlace, type ListProblem, readPlaceList } from '../keeping/placeListForm.ts'
import { readTypedPlace } from '../keeping/typed.ts'
import { findWhole } from '../place.ts'
import { listPlaces } from '../places.server.ts'
import type { Route } from './+types/placeNew'
import '../keeping/keeping.css'

/** Whoever has the right for some places only can't make others. */
async function permitCreating({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  return visit.may('places.edit', wholeTenant) ? visit : notFound()
}

const isSeveral = (request: Request) => new URL(request.url).searchParams.has('mehrere')

export async function loader(args: Route.LoaderArgs) {
  const visit = await permitCreating(args)
  const places = (await visit.read(listPlaces)).filter(
    ({ validTo, kind }) => validTo === undefined && kind !== 'unassigned',
  )
  const parents = places
    .filter(({ kind }) => kind !== 'quarter')
    .map(({ key, name }) => ({ value: key, label: name }))
  const top = findWhole(places)
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    several: isSeveral(args.request),
    parents,
    /** What a new place usually is, and where. */
    usual: { kind: top?.kind === 'county' ? ('town' as const) : ('area' as const), parent: top?.key ?? '' },
  }
}

type TypedList = { readonly list: string; readonly under: string; readonly system: string }

export async function action(args: Route.ActionArgs) {
  const visit = await permitCreating(args)
  const form = await args.request.formData()
  const done = (count: number) => redirect(`/${visit.tenant.slug}/verwaltung/orte?angelegt=${count}`)
  const all = await visit.read(listPlaces)
  if (!isSeveral(args.request)) {
    const typed = readTypedPlace(form)
    const read = readPlaceForm(typed, all)
    const back = (problems: readonly PlaceProblem[]) => data({ typed, problems }, { status: 400 })
    if ('problems' in read) return back(read.problems)
    const added = await visit.write((writer) => addPlace(writer, visit.actor, read.value, visit.now))
    if ('keys' in added) throw done(added.keys.length)
    return back([
      {
        field: added.refused === 'no-parent' ? 'parent' : 'name',
        kind: added.refused,
        parameters: { name: typed.name },
      },
    ])
  }
  const text = (name: string) => String(form.get(name) ?? '')
  const listed: TypedList = { list: text('list'), under: text('under'), system: text('system').trim() }
  const under = all.find(({ key }) => key === listed.under)
  if (!under) return data({ listed, listProblems: [], places: [], missing: 'none' as const }, { status: 400 })
  const { places, problems } = readPlaceList(listed.list, all, under)
  const missing =
    places.length + problems.length === 0
      ? ('none' as const)
      : listed.system === '' && places.some(({ key }) => key !== undefined)
        ? ('noSystem' as const)
        : undefined
  if (problems.length > 0 || missing !== undefined)
    return data({ listed, listProblems: problems, places, missing }, { status: 400 })
  if (form.get('intent') !== 'create') return { listed, listProblems: problems, places, missing }
  const order = { list: places, system: listed.system }
  const added = await visit.write((writer) => addPlaces(writer, visit.actor, order, visit.now))
  if ('keys' in added) throw done(added.keys.length)
  return data({ listed, listProblems: problems, places, missing: 'none' as const }, { status: 409 })
}

export default function PlaceNew({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const { base, several, parents, usual } = loaderData
  const own = `${base}/orte`
  const problems = actionData && 'problems' in actionData ? actionData.problems : []
  const typed = actionData && 'typed' in actionData ? actionData.typed : { ...emptyPlace, ...usual }
  const listed = actionData && 'listed' in actionData ? actionData : undefined
  const errors = usePlaceErrors(problems)
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('keeping.title'), href: own },
      ]}
      title={t('keeping.create.title')}
      width="text"
    >
      <Tabs
        label={t('keeping.create.how')}
        items={[
          { label: t('keeping.create.one'), href: `${own}/neu`, current: !several },
          { label: t('keeping.create.many'), href: `${own}/neu?mehrere`, current: several },
        ]}
      />
      {several ? (
        <ListForm own={own} parents={parents} usual={usual.parent} given={listed} />
      ) : (
        <Form method="post" noValidate className="ll-form">
          <ErrorSummary errors={errors} />
          <PlaceFields typed={typed} errors={errors} parents={parents} isNew />
          <Actions>
            <Button>{t('keeping.create.button')}</Button>
            <ButtonLink to={own} kind="tertiary">
              {t('keeping.form.cancel')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </Page>
  )
}

type Given = {
  readonly listed: TypedList
  readonly listProblems: readonly ListProblem[]
  readonly places: readonly ListedPlace[]
  readonly missing: 'none' | 'noSystem' | undefined
}

function ListForm(props: {
  own: string
  parents: readonly { value: string; label: string }[]
  usual: string
  given: Given | undefined
}) {
  const { t } = useTranslation('places')
  const { own, parents, usual, given } = props
  const errors = [
    ...(given?.missing
      ? [
          {
            field: given.missing === 'noSystem' ? 'system' : 'list',
            message: t(`keeping.list.${given.missing}`),
          },
        ]
      : []),
    ...(given?.listProblems ?? []).slice(0, 20).map(({ line, kind, parameters }) => ({
      field: 'list',
      message: t(`keeping.list.problem.${kind}`, {
        line,
        name: '',
        parent: '',
        text: '',
        most: '',
        ...parameters,
      }),
    })),
  ]
  const errorOf = (name: string) => {
    const found = errors.find(({ field }) => field === name)
    return found ? { error: found.message } : {}
  }
  const ready = given !== undefined && errors.length === 0
  return (
    <Form method="post" noValidate className="ll-form">
      <ErrorSummary errors={errors} />
      {ready ? (
        <Notice kind="info" title={t('keeping.list.preview', { count: given.places.length })} live>
          <p>{t('keeping.list.previewText')}</p>
        </Notice>
      ) : null}
      {ready ? <ListPreview places={given.places} /> : null}
      {ready ? (
        <Actions>
          <Button name="intent" value="create">
            {t('keeping.list.create')}
          </Button>
        </Actions>
      ) : null}
      <TextArea
        name="list"
        label={t('keeping.list.text')}
        hint={t('keeping.list.hint')}
        rows={12}
        defaultValue={given?.listed.list}
        {...errorOf('list')}
      />
      <SelectField
        name="under"
        label={t('keeping.list.under')}
        options={parents}
        defaultValue={given?.listed.under ?? usual}
      />
      <TextField
        name="system"
        label={t('keeping.list.system')}
        hint={t('keeping.list.systemHint')}
        optional
        defaultValue={given?.listed.system}
        {...errorOf('system')}
      />
      <Actions>
        <Button kind={ready ? 'secondary' : 'primary'} name="intent" value="check">
          {t('keeping.list.check')}
        </Button>
        <ButtonLink to={own} kind="tertiary">
          {t('keeping.form.cancel')}
        </ButtonLink>
      </Actions>
    </Form>
  )
}

function ListPreview({ places }: { places: readonly ListedPlace[] }) {
  const { t } = useTranslation('places')
  return (
    <DataTable
      caption={t('keeping.list.preview', { count: places.length })}
      captionHidden
      rows={places}
      rowKey={({ line }) => String(line)}
      dense
      columns={[
        { key: 'line', header: t('keeping.list.line'), numeric: true, cell: ({ line }) => line },
        { key: 'name', header: t('keeping.column.name'), rowHeader: true, cell: ({ name }) => name },
        { key: 'kind', header: t('keeping.column.kind'), cell: ({ kind }) => t(`keeping.kind.${kind}`) },
        { key: 'parent', header: t('keeping.form.parent'), cell: ({ parent }) => parent },
        { key: 'key', header: t('keeping.column.keys'), cell: ({ key }) => key ?? '–' },
      ]}
    />
  )
}
