import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { type KeptPlace, listKeptPlaces } from '../keeping/placesPage.server.ts'
import { canRecut } from '../recut/recutPage.server.ts'
import { useValidity } from '../Validity.tsx'
import type { Route } from './+types/places'
import '../keeping/keeping.css'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

const doneWords = [
  'changed',
  'unchanged',
  'removed',
  'split',
  'merged',
  'recut',
  'renamed',
  'moved',
  'undone',
] as const

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const places = await visit.read((reader) => listKeptPlaces(reader, visit.actor))
  const { searchParams } = new URL(request.url)
  const added = searchParams.get('angelegt') ?? ''
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    places,
    mayCreate: visit.may('places.edit', wholeTenant),
    canRecut: await visit.read((reader) => canRecut(reader, visit.actor)),
    added: /^\d{1,4}$/.test(added) ? Number(added) : 0,
    done: doneWords.find((word) => word === searchParams.get('erledigt')),
  }
}

export default function Places({
  loaderData: { base, places, mayCreate, canRecut, added, done },
}: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const own = `${base}/orte`
  const living = places.filter(({ validTo }) => validTo === undefined)
  const former = places.filter(({ validTo }) => validTo !== undefined)
  const hasAreas = living.some(({ kind }) => kind === 'area' || kind === 'quarter')
  const create = (
    <>
      <ButtonLink to={`${own}/neu`} kind={hasAreas ? 'primary' : 'secondary'}>
        {t('keeping.add')}
      </ButtonLink>
      <ButtonLink to={`${own}/neu?mehrere`} kind={hasAreas ? 'secondary' : 'primary'}>
        {t('keeping.addList')}
      </ButtonLink>
    </>
  )
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: base }]}
      title={t('keeping.title')}
      lead={<p>{t('keeping.lead')}</p>}
    >
      {added > 0 ? <Notice kind="success" title={t('keeping.added', { count: added })} live /> : null}
      {done ? (
        <Notice kind={done === 'unchanged' ? 'info' : 'success'} title={t(`keeping.done.${done}`)} live />
      ) : null}
      {hasAreas || !mayCreate ? null : (
        <EmptyState title={t('keeping.emptyTitle')} action={create}>
          <p>{t('keeping.emptyText')}</p>
        </EmptyState>
      )}
      {(hasAreas && mayCreate) || canRecut ? (
        <Actions>
          {hasAreas && mayCreate ? create : null}
          {canRecut ? <ButtonLink to={`${own}/neuzuschnitt`}>{t('recut.link')}</ButtonLink> : null}
        </Actions>
      ) : null}
      <PlaceTable places={living} own={own} />
      {former.length > 0 ? (
        <Disclosure summary={t('keeping.former', { count: former.length })}>
          <PlaceTable places={former} own={own} />
        </Disclosure>
      ) : null}
    </Page>
  )
}

function PlaceTable({ places, own }: { places: readonly KeptPlace[]; own: string }) {
  const { t } = useTranslation('places')
  const language = useLanguage()
  const validity = useValidity()
  const columns: Column<KeptPlace>[] = [
    {
      key: 'name',
      header: t('keeping.column.name'),
      rowHeader: true,
      cell: ({ key, name, depth, parent }) => (
        <span className={`places-depth-${Math.min(depth, 4)}`}>
          <TextLink to={`${own}/${key}`}>{name}</TextLink>
          {parent ? <span className="kern-sr-only">, {t('keeping.within', { parent })}</span> : null}
        </span>
      ),
    },
    { key: 'kind', header: t('keeping.column.kind'), cell: ({ kind }) => t(`keeping.kind.${kind}`) },
    { key: 'valid', header: t('keeping.column.valid'), cell: (place) => validity(place, language) },
    { key: 'keys', header: t('keeping.column.keys'), cell: ({ keys }) => keys.join(', ') || '–' },
    { key: 'aliases', header: t('keeping.column.aliases'), cell: ({ aliases }) => aliases.join(', ') || '–' },
  ]
  return (
    <DataTable
      caption={t('keeping.caption', { count: places.length })}
      rows={places}
      rowKey={({ key }) => key}
      columns={columns}
      cards
    />
  )
}
