import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from './Button.tsx'

type ChartFigureProps = {
  /** A statement ("Heessen und Norden erreichen mehr als neun von zehn Familien"). */
  title: string
  /** What is shown: indicator, unit, years. */
  subtitle: string
  source?: string
  /** Where the same figures stand as a table. */
  tableHref?: string
  downloads?: readonly { readonly label: string; readonly href: string }[]
  /** Between title and drawing. */
  legend?: ReactNode
  /** The drawing, then notes or a table that belong to it. */
  children: ReactNode
}

/** A figure as it should be read: the statement first, then what is shown, the drawing, where it comes from. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, subtitle, source, tableHref, downloads = [], legend, children } = props
  const { t } = useTranslation('ui')
  const id = useId()
  return (
    <figure className="ll-chart" aria-labelledby={id}>
      <figcaption>
        <p className="ll-chart__title" id={id}>
          {title}
        </p>
        <p className="ll-chart__subtitle">{subtitle}</p>
      </figcaption>
      {legend}
      <div className="ll-chart__drawing">{children}</div>
      {source ? (
        <p className="ll-chart__source">
          {t('chart.source')}: {source}
        </p>
      ) : null}
      {tableHref || downloads.length > 0 ? (
        <p className="ll-chart__links">
          {tableHref ? <TextLink to={tableHref}>{t('chart.table')}</TextLink> : null}
          {downloads.map((download) => (
            <TextLink key={download.href} to={download.href} icon="download" download>
              {download.label}
            </TextLink>
          ))}
        </p>
      ) : null}
    </figure>
  )
}
