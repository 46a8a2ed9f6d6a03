import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { formatNumber, formatValue } from '#app/plain/format.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { listReleases } from '../confidentiality.server.ts'
import type { Release } from '../release.ts'
import { SecretNote } from '../SecretNote.tsx'
import type { Route } from './+types/releases'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'releases.read', request)
  const releases = await visit.read((reader) => listReleases(reader, visit.language))
  return { base: `/${visit.tenant.slug}/freigaben`, releases }
}

export default function ReleasesPage({ loaderData }: Route.ComponentProps) {
  const { base, releases } = loaderData
  const { t } = useTranslation('confidentiality')
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>}>
      <DataTable
        caption={t('caption')}
        rows={releases}
        rowKey={(release) => String(release.id)}
        columns={useColumns(base)}
        cards
        empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      />
      <SecretNote />
    </Page>
  )
}

function useColumns(base: string): Column<Release>[] {
  const { t } = useTranslation('confidentiality')
  const language = useLanguage()
  const cells = (count: number) => formatNumber(count, 0, language)
  const share = ({ shownCells, secretCells }: Release) => {
    const all = shownCells + secretCells
    return all === 0 ? '' : formatValue((100 * shownCells) / all, 'percent', 1, language)
  }
  return [
    {
      key: 'family',
      header: t('column.family'),
      rowHeader: true,
      cell: (release) => <TextLink to={`${base}/${release.id}`}>{release.familyName}</TextLink>,
    },
    { key: 'state', header: t('column.state'), cell: (release) => t(`state.${release.state}`) },
    {
      key: 'when',
      header: t('column.when'),
      cell: (release) => <TimeText at={release.finishedAt.toISOString()} />,
    },
    {
      key: 'shown',
      header: t('column.shown'),
      numeric: true,
      cell: (release) => cells(release.shownCells),
    },
    {
      key: 'secret',
      header: t('column.secret'),
      numeric: true,
      cell: (release) => cells(release.secretCells),
    },
    { key: 'share', header: t('column.share'), numeric: true, cell: share },
    { key: 'actor', header: t('column.actor'), cell: (release) => release.actor },
  ]
}
