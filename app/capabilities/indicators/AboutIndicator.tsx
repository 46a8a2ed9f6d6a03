import { useTranslation } from 'react-i18next'
import { Facts } from '#app/ui/Facts.tsx'
import { DateText } from '#app/ui/Time.tsx'
import type { IndicatorSheet } from './sheet.server.ts'

/** What an indicator means and how it comes about: the small print that makes a number honest. */
export function AboutIndicator({ sheet }: { sheet: IndicatorSheet }) {
  const { t } = useTranslation('indicators')
  const { indicator, phase, field, target, formulaWords } = sheet
  const { meaning, method, publishedSeries, breaks } = indicator
  const paragraphs = [
    method,
    formulaWords && publishedSeries ? t('about.publishedToo') : '',
    formulaWords && indicator.unit === 'percent' ? t('about.interval') : '',
  ].filter((text) => text !== '')
  return (
    <Facts
      items={[
        { term: t('about.meaning'), value: meaning },
        { term: t('about.formula'), value: formulaWords ?? t('about.published') },
        {
          term: t('about.method'),
          value: paragraphs.length > 0 ? paragraphs.map((text) => <p key={text}>{text}</p>) : undefined,
        },
        { term: t('about.target'), value: target ? <TargetText target={target} /> : undefined },
        { term: t('about.direction'), value: t(`direction.${indicator.direction}`) },
        { term: t('about.period'), value: t(`period.${indicator.periodKind}`) },
        {
          term: t('about.breaks'),
          value:
            breaks.length > 0
              ? breaks.map(({ year, note }) => <p key={year}>{`${year}: ${note}`}</p>)
              : undefined,
        },
        { term: t('about.phase'), value: phase },
        { term: t('about.field'), value: field },
        { term: t('about.source'), value: indicator.sourceNote },
        { term: t('about.validFrom'), value: <DateText iso={indicator.validFrom} /> },
      ]}
    />
  )
}

function TargetText({ target }: { target: NonNullable<IndicatorSheet['target']> }) {
  const { t } = useTranslation('indicators')
  const { steps, baselineYear, decidedBy, note } = target
  const details = [
    baselineYear === undefined ? '' : t('about.baseline', { year: baselineYear }),
    decidedBy === undefined ? '' : t('about.decidedBy', { by: decidedBy }),
    note ?? '',
  ].filter((text) => text !== '')
  return (
    <>
      {steps.map(({ year, goal }) => (
        <p key={year}>{t('about.targetFrom', { year, goal })}</p>
      ))}
      {details.length > 0 ? <p>{details.join('; ')}</p> : null}
      <p className="ll-small ll-muted">{t('about.targetRule')}</p>
    </>
  )
}
