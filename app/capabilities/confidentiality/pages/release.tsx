import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { formatNumber } from '#app/plain/format.ts'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { computeReleaseExtent, findRelease } from '../confidentiality.server.ts'
import type { Release, ReleaseProblem } from '../release.ts'
import { SecretNote } from '../SecretNote.tsx'
import type { Route } from './+types/release'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'releases.read', request)
  const id = /^[1-9]\d{0,8}$/.test(params.release) ? Number(params.release) : notFound()
  return visit.read(async (reader) => {
    const release = (await findRelease(reader, id, visit.language)) ?? notFound()
    const extent = await computeReleaseExtent(reader, id)
    return { base: `/${visit.tenant.slug}/freigaben`, release, extent }
  })
}

export default function ReleasePage({ loaderData }: Route.ComponentProps) {
  const { base, release, extent } = loaderData
  const { t } = useTranslation('confidentiality')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, 0, language)
  const isRefused = release.state === 'refused'
  const sentence = t('sheet.sentence', {
    count: release.secretCells,
    shown: number(release.shownCells),
  })
  return (
    <Page
      breadcrumb={[{ label: t('title'), href: base }]}
      preline={t('sheet.preline', { number: release.id })}
      title={release.familyName}
      lead={isRefused ? undefined : <p>{sentence}</p>}
    >
      <Notice kind={isRefused ? 'warning' : 'info'} title={t(`notice.${release.state}`)}>
        <p>{t(`noticeText.${release.state}`)}</p>
      </Notice>
      {isRefused ? <Problems release={release} /> : null}
      {isRefused ? null : (
        <Section title={t('sheet.extent')}>
          <Facts
            items={[
              {
                term: t('sheet.cells'),
                value: t('sheet.cellsText', {
                  shown: number(release.shownCells),
                  secret: number(release.secretCells),
                }),
              },
              {
                term: t('sheet.covers'),
                value: t('sheet.coversText', {
                  series: number(extent.series),
                  places: number(extent.places),
                  periods: number(extent.periods),
                }),
              },
            ]}
          />
        </Section>
      )}
      <Certificate release={release} />
      <SecretNote />
    </Page>
  )
}

function Problems({ release }: { release: Release }) {
  const { t } = useTranslation('confidentiality')
  const language = useLanguage()
  const { problems, furtherProblems } = release.certificate
  const where = (problem: ReleaseProblem) => {
    const series = language === 'en' ? problem.seriesEn : problem.series
    const parts = [series, problem.place, problem.period, problem.breakdown].filter(Boolean)
    return parts.length > 0 ? parts.join(' · ') : t('sheet.whole')
  }
  const columns: Column<ReleaseProblem>[] = [
    { key: 'where', header: t('sheet.where'), rowHeader: true, cell: where },
    {
      key: 'why',
      header: t('sheet.why'),
      cell: ({ kind, seconds }) => t(`why.${kind}`, { seconds: seconds ?? 0 }),
    },
    { key: 'help', header: t('sheet.help'), cell: ({ kind }) => t(`help.${kind}`) },
  ]
  return (
    <Section title={t('sheet.problems')}>
      <DataTable
        caption={t('sheet.problemsCaption')}
        rows={problems}
        rowKey={(problem) => JSON.stringify(problem)}
        columns={columns}
        cards
      />
      {furtherProblems > 0 ? <p>{t('sheet.further', { count: furtherProblems })}</p> : null}
    </Section>
  )
}

function Certificate({ release }: { release: Release }) {
  const { t } = useTranslation('confidentiality')
  const language = useLanguage()
  const { certificate } = release
  const number = (value: number) => formatNumber(value, 0, language)
  const { audit, cells, seconds, sha256, version } = certificate
  return (
    <Section title={t('sheet.certificate')} lead={<p>{t('sheet.certificateLead')}</p>}>
      <Facts
        items={[
          { term: t('column.when'), value: <TimeText at={release.finishedAt.toISOString()} /> },
          { term: t('column.actor'), value: release.actor },
          { term: t('sheet.method'), value: t('sheet.methodText') },
          { term: t('sheet.version'), value: number(version) },
          { term: t('sheet.primary'), value: audit.safe ? number(cells.primary) : undefined },
          { term: t('sheet.secondary'), value: audit.safe ? number(cells.secondary) : undefined },
          {
            term: t('sheet.checked'),
            value: audit.safe ? t('sheet.checkedText', { count: audit.checked }) : t('sheet.notSafe'),
          },
          {
            term: t('sheet.duration'),
            value: t('sheet.durationText', { seconds: formatNumber(seconds, 1, language) }),
          },
          { term: t('sheet.sha256'), value: audit.safe ? <code>{sha256}</code> : undefined },
        ]}
      />
    </Section>
  )
}
