import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { readRuleList } from '../individual/rulePage.server.ts'
import type { Route } from './+types/evaluationRules'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.deliver', request)
  const rules = await visit.read((reader) => readRuleList(reader, visit.actor, visit.language))
  return { base: `/${visit.tenant.slug}`, rules, mayDefine: visit.may('figures.define') }
}

type Row = Route.ComponentProps['loaderData']['rules'][number]

export default function EvaluationRules({ loaderData }: Route.ComponentProps) {
  const { base, rules, mayDefine } = loaderData
  const { t } = useTranslation('figures')
  const newLink = mayDefine ? (
    <ButtonLink to={`${base}/auswertungsregeln/neu`} icon="add">
      {t('individual.newRule')}
    </ButtonLink>
  ) : null
  const upload = (
    <ButtonLink to={`${base}/lieferungen/einzeldaten`} icon="upload">
      {t('individual.upload')}
    </ButtonLink>
  )
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('individual.name'),
      rowHeader: true,
      cell: (rule) => <TextLink to={`${base}/auswertungsregeln/${rule.id}`}>{rule.name}</TextLink>,
    },
    { key: 'source', header: t('individual.source'), cell: (rule) => rule.source },
    {
      key: 'version',
      header: t('individual.version'),
      cell: (rule) => t('individual.changedBy', { version: rule.version, name: rule.changedBy }),
    },
    { key: 'changed', header: t('individual.changed'), cell: (rule) => <TimeText at={rule.changedAt} /> },
  ]
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${base}/lieferungen` }]}
      title={t('individual.rules')}
      lead={<p>{t('individual.rulesLead')}</p>}
      actions={
        <>
          {newLink}
          {rules.length > 0 ? upload : null}
        </>
      }
    >
      <DataTable
        caption={t('individual.listCaption')}
        captionHidden
        columns={columns}
        rows={rules}
        rowKey={({ id }) => String(id)}
        cards
        empty={
          <EmptyState title={t('individual.noRules')} action={newLink}>
            <p>{t('individual.noRulesHint')}</p>
          </EmptyState>
        }
      />
    </Page>
  )
}
