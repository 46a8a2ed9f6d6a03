import { useTranslation } from 'react-i18next'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { ShownPoint } from './points/locator.server.ts'

/** The facilities of an area for everybody; nothing where there are none. */
export function PointsOfArea({ place, points }: { place: string; points: readonly ShownPoint[] }) {
  const { t } = useTranslation('places')
  if (points.length === 0) return null
  return (
    <Section title={t('points.public.title')} lead={t('points.public.lead')}>
      <DataTable
        caption={t('points.public.caption', { place })}
        captionHidden
        cards
        rows={points}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'name', header: t('points.column.name'), rowHeader: true, cell: ({ name }) => name },
          { key: 'kind', header: t('points.column.kind'), cell: ({ kind }) => t(`points.kind.${kind}`) },
          { key: 'address', header: t('points.column.address'), cell: ({ address }) => address || '–' },
        ]}
      />
    </Section>
  )
}
