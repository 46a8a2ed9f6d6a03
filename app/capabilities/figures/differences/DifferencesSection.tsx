import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { DifferencesView } from './view.ts'

type Changed = DifferencesView['changed'][number]
type Vanished = DifferencesView['vanished'][number]
type Group = DifferencesView['groups'][number]

/** What a file would change about what holds: in one sentence, then the changed values, then all by series and period. */
export function DifferencesSection({ differences }: { differences: DifferencesView }) {
  const { t } = useTranslation('figures')
  const { changed, vanished, groups } = differences
  const column = (key: 'changed' | 'vanished' | 'new' | 'unchanged') => ({
    key,
    header: t(`differences.column.${key}`),
    cell: (row: Group) => row[key],
    numeric: true,
  })
  const address: Column<Vanished>[] = [
    { key: 'place', header: t('differences.column.place'), cell: ({ place }) => place, rowHeader: true },
    { key: 'series', header: t('differences.column.series'), cell: ({ series }) => series },
    { key: 'breakdown', header: t('differences.column.breakdown'), cell: ({ breakdown }) => breakdown },
    { key: 'period', header: t('differences.column.period'), cell: ({ period }) => period, nowrap: true },
  ]
  const before: Column<Vanished> = {
    key: 'before',
    header: t('differences.column.before'),
    cell: (row) => row.before,
    numeric: true,
  }
  const now = (key: 'after' | 'change'): Column<Changed> => ({
    key,
    header: t(`differences.column.${key}`),
    cell: (row) => row[key],
    numeric: true,
  })
  return (
    <Section title={t('differences.title')} lead={<p>{t('differences.lead')}</p>} id="aenderungen">
      <p>
        <strong>{differences.sentence}</strong>
      </p>
      {differences.vanishedMeans ? <p>{differences.vanishedMeans}</p> : null}
      {changed.length > 0 ? (
        <Disclosure summary={t('differences.changedCaption')} open={changed.length <= 20}>
          {differences.changedMore ? <p>{differences.changedMore}</p> : null}
          <DataTable
            caption={t('differences.changedCaption')}
            captionHidden
            cards
            dense
            columns={[...address, before, now('after'), now('change')]}
            rows={changed}
            rowKey={({ key }) => key}
          />
        </Disclosure>
      ) : null}
      {vanished.length > 0 ? (
        <Disclosure summary={t('differences.vanishedCaption')} open={vanished.length <= 20}>
          {differences.vanishedMore ? <p>{differences.vanishedMore}</p> : null}
          <DataTable
            caption={t('differences.vanishedCaption')}
            captionHidden
            cards
            dense
            columns={[...address, before]}
            rows={vanished}
            rowKey={({ key }) => key}
          />
        </Disclosure>
      ) : null}
      {groups.length > 0 ? (
        <Disclosure summary={t('differences.byGroup')}>
          {differences.groupsMore ? <p>{differences.groupsMore}</p> : null}
          <DataTable
            caption={t('differences.byGroup')}
            captionHidden
            cards
            dense
            columns={[
              {
                key: 'series',
                header: t('differences.column.series'),
                cell: ({ series }) => series,
                rowHeader: true,
              },
              {
                key: 'period',
                header: t('differences.column.period'),
                cell: ({ period }) => period,
                nowrap: true,
              },
              column('changed'),
              column('vanished'),
              column('new'),
              column('unchanged'),
            ]}
            rows={groups}
            rowKey={({ key }) => key}
          />
        </Disclosure>
      ) : null}
    </Section>
  )
}
