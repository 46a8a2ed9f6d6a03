import { useTranslation } from 'react-i18next'
import { periodLabel } from '#app/plain/periodLabel.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { DateText } from '#app/ui/Time.tsx'
import './indicators.css'
import type { DeliverySpot, OriginInput } from './origin.server.ts'

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
    { key: 'source', header: t('column.source'), cell: ({ spots }) => spots[0]?.sourceName ?? '' },
    {
      key: 'delivery',
      header: t('column.delivery'),
      cell: ({ spots }) =>
        spots.length === 0
          ? t('origin.noDelivery')
          : [...new Map(spots.map((spot) => [spot.deliveryId, spot])).values()].map((spot) => (
              <div key={spot.deliveryId}>
                <DeliveryText delivery={spot} deliveries={deliveries} />
              </div>
            )),
    },
    {
      key: 'spot',
      header: t('column.spot'),
      cell: ({ spots, keys }) =>
        spots.map((spot) => (
          <SpotText
            key={spot.periodKey}
            spot={spot}
            isPart={spots.length > 1}
            history={historyAddress(history, keys, spot.periodKey)}
          />
        )),
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

type SpotTextProps = {
  spot: DeliverySpot
  /** One of several periods that the figure is made of. */
  isPart: boolean
  history: string
}

function SpotText({ spot, isPart, history }: SpotTextProps) {
  const { t } = useTranslation('indicators')
  const language = useLanguage()
  const { periodKey, fileName, sheet, row, column, releasedBy } = spot
  const period = periodLabel(periodKey, language)
  return (
    <div>
      {isPart ? <strong>{period}</strong> : null}
      <span className="indicator-file">{t('origin.file', { file: fileName })}</span>
      <span className="indicator-sentence">
        {sheet ? `${t('origin.sheet', { sheet })}, ` : ''}
        {t('origin.spot', { row, column })}
      </span>
      {releasedBy === undefined ? null : <TextLink to={history}>{t('origin.history')}</TextLink>}
    </div>
  )
}

type DeliveryTextProps = { delivery: DeliverySpot; deliveries: string }

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
