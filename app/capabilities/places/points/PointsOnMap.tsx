import { useTranslation } from 'react-i18next'
import { ResponsiveChart } from '#app/ui/charts/Chart.tsx'
import type { drawPoints } from './pointPages.server.ts'

type PointsOnMapProps = {
  map: NonNullable<ReturnType<typeof drawPoints>>
  /** Facilities without coordinates. */
  without: number
}

/** The map with what its letters mean and what isn't on it. */
export function PointsOnMap({ map, without }: PointsOnMapProps) {
  const { t } = useTranslation('places')
  return (
    <div className="ll-stack">
      <ResponsiveChart wide={map.wide} narrow={map.narrow} />
      <h3 className="kern-sr-only">{t('points.map.legend')}</h3>
      <ul className="points-legend">
        {map.legend.map(({ mark, label, count }) => (
          <li key={mark}>
            <span className="points-legend__mark">{mark}</span> {label} ({count})
          </li>
        ))}
      </ul>
      {map.beyond > 0 ? <p className="ll-muted">{t('points.map.beyond', { count: map.beyond })}</p> : null}
      {without > 0 ? <p className="ll-muted">{t('points.map.without', { count: without })}</p> : null}
    </div>
  )
}

/** What there is to say about where a facility lies, one sentence per line; a dash where there is nothing. */
export function Remarks({ remarks }: { remarks: readonly string[] }) {
  if (remarks.length === 0) return '–'
  return (
    <ul className="ll-plain-list">
      {remarks.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
