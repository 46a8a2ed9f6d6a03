import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listKept } from '../kept.server.ts'
import { listUses } from '../uses.server.ts'
import { nameUses } from '../usesWords.ts'
import type { Route } from './+types/organisations'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

const doneWords = ['changed', 'unchanged', 'removed'] as const

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'organisations.edit', request)
  const { listOrganisationUses } = context.get(tenantPartsContext)
  const rows = await visit.read(async (reader) => {
    const { usesOf } = await listUses(reader, listOrganisationUses, visit.language)
    return (await listKept(reader))
      .filter(({ key }) => visit.may('organisations.edit', { organisation: key }))
      .map((one) => {
        const { sources, goals, ...counts } = usesOf(one)
        return { ...one, uses: { ...counts, sources: sources.length, goals: goals.length } }
      })
  })
  const { searchParams } = new URL(request.url)
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    rows,
    mayCreate: visit.may('organisations.edit', wholeTenant),
    added: /^\d{1,3}$/.test(searchParams.get('angelegt') ?? '') ? Number(searchParams.get('angelegt')) : 0,
    done: doneWords.find((word) => word === searchParams.get('erledigt')),
  }
}

export default function Organisations({
  loaderData: { base, rows, mayCreate, added, done },
}: Route.ComponentProps) {
  const { t } = useTranslation('organisations')
  const own = `${base}/stellen`
  const create = (
    <>
      <ButtonLink to={`${own}/neu`} kind="primary">
        {t('list.create')}
      </ButtonLink>
      <ButtonLink to={`${own}/neu?mehrere`}>{t('list.several')}</ButtonLink>
    </>
  )
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: base }]}
      title={t('title')}
      lead={<p>{t('list.lead')}</p>}
    >
      {added > 0 ? <Notice kind="success" title={t('list.added', { count: added })} live /> : null}
      {done ? (
        <Notice kind={done === 'unchanged' ? 'info' : 'success'} title={t(`list.${done}`)} live />
      ) : null}
      {mayCreate && rows.length > 0 ? <Actions>{create}</Actions> : null}
      <DataTable
        caption={t('list.caption', { count: rows.length })}
        cards
        rows={rows}
        rowKey={({ key }) => key}
        empty={
          <EmptyState title={t('list.empty')} {...(mayCreate ? { action: create } : {})}>
            <p>{t('list.emptyText')}</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            header: t('list.name'),
            rowHeader: true,
            cell: ({ key, name }) => <TextLink to={`${own}/${key}`}>{name}</TextLink>,
          },
          {
            key: 'nameEn',
            header: t('list.nameEn'),
            cell: ({ nameEn }) => (nameEn ? <span lang="en">{nameEn}</span> : '–'),
          },
          { key: 'kind', header: t('list.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
          {
            key: 'uses',
            header: t('list.uses'),
            cell: ({ uses }) => nameUses(t, uses) ?? <span className="ll-muted">{t('uses.none')}</span>,
          },
        ]}
      />
    </Page>
  )
}
