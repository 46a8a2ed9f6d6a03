import { Link } from 'react-router'
import { useLanguage } from '../language.ts'
import type { LegendLine } from './classes.ts'
import type { MultiplePanel } from './smallMultiples.ts'
import { chartTexts } from './texts.ts'

/** A drawing made by the functions of this folder. Only their strings may come in: they escape every text. */
export function ChartPicture({ svg, small }: { svg: string; small?: boolean }) {
  return (
    <div
      className={small ? 'll-drawing ll-drawing--small' : 'll-drawing'}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  )
}

type ResponsiveChartProps = {
  narrow: string | undefined
  wide: string
  /** The narrow one is wider than a phone: it scrolls in a box with a name, which the keyboard reaches. */
  scrolls?: boolean
}

/** The same figure drawn twice: letters keep their size on a phone and on a desk. One of them is shown at a time; without a narrow one the wide one does for both. */
export function ResponsiveChart({ narrow, wide, scrolls = false }: ResponsiveChartProps) {
  const words = chartTexts[useLanguage()]
  if (narrow === undefined) return <ChartPicture svg={wide} />
  return (
    <div className="ll-drawing">
      {scrolls ? (
        <section
          className="ll-drawing__narrow ll-drawing__scroll"
          aria-label={words.scrolls}
          tabIndex={0}
          dangerouslySetInnerHTML={{ __html: narrow }}
        />
      ) : (
        <div className="ll-drawing__narrow" dangerouslySetInnerHTML={{ __html: narrow }} />
      )}
      <div className="ll-drawing__wide" dangerouslySetInnerHTML={{ __html: wide }} />
    </div>
  )
}

/** One small drawing per area, as many beside each other as fit. `town` is the name of the grey line. */
export function MultiplesGrid(props: {
  panels: readonly MultiplePanel[]
  town?: string | undefined
  hasTarget: boolean
}) {
  const words = chartTexts[useLanguage()]
  return (
    <div className="ll-multiples">
      <ul className="ll-multiples__key">
        <li className="ll-multiples__area">{words.keyArea}</li>
        {props.town === undefined ? null : <li className="ll-multiples__town">{props.town}</li>}
        {props.hasTarget ? <li className="ll-multiples__target">{words.keyTarget}</li> : null}
      </ul>
      <ul className="ll-multiples__panels">
        {props.panels.map((panel) => (
          <li key={panel.key}>
            {panel.href === undefined ? (
              <ChartPicture svg={panel.svg} />
            ) : (
              <Link to={panel.href} className="ll-multiples__link">
                <ChartPicture svg={panel.svg} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The legend of a map in words with the number of areas; `lines` come from `legendLines`. */
export function MapLegend({ lines }: { lines: readonly LegendLine[] }) {
  const words = chartTexts[useLanguage()]
  return (
    <ul className="ll-map-legend">
      {lines.map((line) => (
        <li key={`${line.label}${line.note ?? ''}`}>
          <LegendSample look={line.look} />
          <span>
            {line.label}
            {line.note === undefined ? null : <span className="ll-muted"> ({line.note})</span>}
          </span>
          <span className="ll-map-legend__count">{words.areas(line.count)}</span>
        </li>
      ))}
    </ul>
  )
}

function LegendSample({ look }: { look: LegendLine['look'] }) {
  if (typeof look === 'string')
    return <span className={`ll-map-legend__sample ll-map-legend__sample--${look}`} />
  return (
    <svg className="ll-map-legend__sample" viewBox="0 0 24 14" aria-hidden="true">
      <rect width="24" height="14" fill={look.colour} />
    </svg>
  )
}
