import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import '../audit/audit.css'
import { type EntryPage, readEntryPage } from '../audit/trailPage.server.ts'
import type { Route } from './+types/auditEntry'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'audit.read', request)
  if (!/^[1-9]\d{0,14}$/.test(params.position)) notFound()
  const entry = await visit.read((reader) => readEntryPage(reader, Number(params.position), visit.language))
  return { tenant: `/${visit.tenant.slug}`, entry: entry ?? notFound() }
}

export default function AuditEntry({ loaderData: { tenant, entry } }: Route.ComponentProps) {
  const { t } = useTranslation('audit')
  const base = `${tenant}/protokoll`
  const { position } = entry
  return (
    <Page
      breadcrumb={[{ label: t('title'), href: base }]}
      preline={t('entry.preline')}
      title={t('entry.title', { position })}
      lead={<p>{`${entry.action}: ${entry.thing}`}</p>}
    >
      <Section title={t('entry.about')}>
        <Facts
          items={[
            { term: t('at'), value: <TimeText at={entry.at} /> },
            { term: t('person'), value: entry.actor },
            {
              term: t('entry.account'),
              value: entry.accountId ? t('entry.accountNumber', { id: entry.accountId }) : undefined,
            },
            { term: t('kind'), value: t(`kind.${entry.kind}`) },
            { term: t('what'), value: entry.action },
            {
              term: t('about'),
              value: entry.page ? (
                <TextLink to={`${tenant}/${entry.page}`}>{entry.thing}</TextLink>
              ) : (
                entry.thing
              ),
            },
            { term: t('reason'), value: entry.reason },
          ]}
        />
      </Section>
      <Details entry={entry} />
      <Section title={t('entry.chain')}>
        <Facts
          items={[
            { term: t('entry.hash'), value: <Hash text={entry.hash} /> },
            {
              term: t('entry.previousHash'),
              value: entry.previousHash ? <Hash text={entry.previousHash} /> : t('entry.first'),
            },
          ]}
        />
        <nav className="ll-actions" aria-label={t('pages')}>
          {entry.hasNext ? <TextLink to={`${base}/${position + 1}`}>{t('entry.newer')}</TextLink> : null}
          {position > 1 ? <TextLink to={`${base}/${position - 1}`}>{t('entry.older')}</TextLink> : null}
        </nav>
      </Section>
    </Page>
  )
}

/** Breaks anywhere: it is longer than a phone is wide. */
function Hash({ text }: { text: string }) {
  return <code className="audit-hash">{text}</code>
}

function Details({ entry: { changes, stated, further } }: { entry: EntryPage }) {
  const { t } = useTranslation('audit')
  if (changes.length === 0 && stated.length === 0) return <p className="ll-muted">{t('entry.none')}</p>
  return (
    <>
      {changes.length > 0 ? (
        <Section title={t('entry.changes')}>
          <DataTable
            caption={t('entry.changes')}
            captionHidden
            columns={[
              { key: 'field', header: t('entry.field'), rowHeader: true, cell: (row) => row.field },
              { key: 'before', header: t('entry.before'), cell: (row) => row.before },
              { key: 'after', header: t('entry.after'), cell: (row) => row.after },
            ]}
            rows={changes}
            rowKey={(row) => row.field}
            cards
          />
        </Section>
      ) : null}
      {stated.length > 0 ? (
        <Section title={t('entry.stated')}>
          <DataTable
            caption={t('entry.stated')}
            captionHidden
            columns={[
              { key: 'field', header: t('entry.field'), rowHeader: true, cell: (row) => row.field },
              { key: 'value', header: t('entry.value'), cell: (row) => row.value },
            ]}
            rows={stated}
            rowKey={(row) => row.field}
            cards
          />
        </Section>
      ) : null}
      {further > 0 ? <p className="ll-muted">{t('entry.further', { count: further })}</p> : null}
    </>
  )
}
