import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { DateText } from '#app/ui/Time.tsx'
import './indicators.css'
import type { OriginInput } from './origin.server.ts'

type OriginTableProps = {
  inputs: readonly OriginInput[]
  /** Address of the deliveries; those that the person may open are linked. */
  deliveries: string
  /** Address of the history of values. */
  history: string
}

function historyAddress(
  history: string,
  { series, place, breakdown }: OriginInput['keys'],
  period: string,
): string {
  const search = new URLSearchParams({ reihe: series, ort: place, zeit: period })
  if (breakdown !== '') search.set('gliederung', breakdown)
  return `${history}?${search}`
}

/** The figures behind a number, each with the line of the file it came in. */
export function OriginTable({ inputs, deliveries, history }: OriginTableProps) {
  const { t } = useTranslation('indicators')
  const columns: readonly Column<OriginInput>[] = [
    {
      key: 'input',
      header: t('column.input'),
      rowHeader: true,
      cell: (input) => (
        <>
          {input.breakdown === '' ? input.name : `${input.name}: ${input.breakdown}`}
          <span className="indicator-sentence">
            {[input.place, input.published ? t('origin.publishedInput') : '']
              .filter((part) => part !== '')
              .join(', ')}
          </span>
        </>
      ),
    },
    {
      key: 'value',
      header: t('column.value'),
      numeric: true,
      nowrap: true,
      cell: ({ cell, unit, decimals }) => <CellText cell={cell} unit={unit} decimals={decimals} />,
    },
    { key: 'source', header: t('column.source'), cell: ({ delivery }) => delivery?.sourceName ?? '' },
    {
      key: 'delivery',
      header: t('column.delivery'),
      cell: ({ delivery }) =>
        delivery ? <DeliveryText delivery={delivery} deliveries={deliveries} /> : t('origin.noDelivery'),
    },
    {
      key: 'spot',
      header: t('column.spot'),
      cell: ({ delivery, keys }) =>
        delivery ? (
          <>
            <span className="indicator-file">{t('origin.file', { file: delivery.fileName })}</span>
            <span className="indicator-sentence">
              {delivery.sheet ? `${t('origin.sheet', { sheet: delivery.sheet })}, ` : ''}
              {t('origin.spot', { row: delivery.row, column: delivery.column })}
            </span>
            {delivery.releasedBy === undefined ? null : (
              <TextLink to={historyAddress(history, keys, delivery.periodKey)}>
                {t('origin.history')}
              </TextLink>
            )}
          </>
        ) : null,
    },
  ]
  return (
    <DataTable
      caption={t('origin.inputsCaption')}
      captionHidden
      columns={columns}
      rows={inputs}
      rowKey={(input) => `${input.name}${input.breakdown}${input.place}`}
      cards
    />
  )
}

type DeliveryTextProps = { delivery: NonNullable<OriginInput['delivery']>; deliveries: string }

function DeliveryText({ delivery, deliveries }: DeliveryTextProps) {
  const { t } = useTranslation('indicators')
  const name = t('origin.delivery', { id: delivery.deliveryId })
  return (
    <>
      {delivery.releasedBy !== undefined ? (
        <TextLink to={`${deliveries}/${delivery.deliveryId}`}>{name}</TextLink>
      ) : (
        name
      )}
      <span className="indicator-sentence">
        {t('origin.received')} <DateText iso={delivery.receivedOn} />
        {delivery.releasedBy ? `, ${t('origin.released', { by: delivery.releasedBy })}` : ''}
      </span>
    </>
  )
}
