import { useTranslation } from 'react-i18next'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import type { viewOrigins } from './origins.ts'

/** Column by column: what it means, and whether that was remembered, recognised or said by the person. */
export function OriginsTable({ origins }: { origins: ReturnType<typeof viewOrigins> }) {
  const { t } = useTranslation('figures')
  if (origins.length === 0) return null
  return (
    <Disclosure summary={t('profile.originsTitle')}>
      <DataTable
        caption={t('profile.originsCaption')}
        captionHidden
        cards
        dense
        columns={[
          {
            key: 'column',
            header: t('profile.originsColumn'),
            cell: ({ column }) => column,
            rowHeader: true,
          },
          { key: 'heading', header: t('profile.heading'), cell: ({ heading }) => heading },
          { key: 'means', header: t('profile.means'), cell: ({ means }) => means },
          { key: 'from', header: t('profile.originsFrom'), cell: ({ origin }) => origin },
        ]}
        rows={origins}
        rowKey={({ key }) => key}
      />
    </Disclosure>
  )
}
