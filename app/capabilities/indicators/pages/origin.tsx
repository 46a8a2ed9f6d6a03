import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { formatCell, formatValue } from '#app/plain/format.ts'
import { periodLabel } from '#app/plain/periodLabel.ts'
import { CellText } from '#app/ui/CellText.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { OriginTable } from '../OriginTable.tsx'
import { findOrigin, type Origin } from '../origin.server.ts'
import { readYearParameter } from '../parameters.ts'
import type { Route } from './+types/origin'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { searchParams } = new URL(request.url)
  const place = searchParams.get('raum') ?? ''
  const year = readYearParameter(searchParams) ?? notFound()
  const { language } = visit
  const wanted = { indicator: params.indicator, place, year, language, actor: visit.actor }
  const origin = (await visit.read((reader) => findOrigin(reader, wanted))) ?? notFound()
  return { tenant: `/${visit.tenant.slug}`, origin }
}

export default function OriginPage({ loaderData: { tenant, origin } }: Route.ComponentProps) {
  const { t } = useTranslation('indicators')
  const language = useLanguage()
  const { indicator, place, reading, formula, inputs } = origin
  const { unit, decimals, key, name } = indicator
  return (
    <Page
      breadcrumb={[
        { label: t('list.title'), href: `${tenant}/zahlen` },
        { label: name, href: `${tenant}/zahlen/${key}?jahr=${reading.year}` },
      ]}
      preline={t('origin.preline')}
      title={formatCell(reading.cell, unit, decimals, language)}
      lead={
        <p>
          {t('origin.lead', {
            indicator: name,
            place: place.name,
            period: periodLabel(reading.periodKey, language),
          })}
        </p>
      }
    >
      <Remark origin={origin} />
      {formula ? (
        <Section title={t('origin.formula')}>
          <Facts
            items={[
              { term: t('origin.formulaWords'), value: formula.words },
              {
                term: t('origin.formulaNumbers'),
                value:
                  reading.basis === 'computed' && 'value' in reading.cell ? (
                    <span className="ll-number">
                      {formula.numbers} = <CellText cell={reading.cell} unit={unit} decimals={decimals} />
                    </span>
                  ) : undefined,
              },
            ]}
          />
        </Section>
      ) : null}
      <Section title={t('origin.inputs')}>
        <OriginTable inputs={inputs} deliveries={`${tenant}/lieferungen`} history={`${tenant}/werte`} />
      </Section>
    </Page>
  )
}

/** What must be known beside the value: published only, printed differently, secret. */
function Remark({ origin: { indicator, reading, formula } }: { origin: Origin }) {
  const { t } = useTranslation('indicators')
  const language = useLanguage()
  const { unit, decimals } = indicator
  if ('missing' in reading.cell) {
    const secret = reading.cell.missing === 'suppressed' || reading.cell.missing === 'secret-at-source'
    return secret ? <Notice kind="info" title={t('origin.secret')} /> : null
  }
  if (reading.basis === 'published') {
    return <Notice kind="info" title={t(formula ? 'origin.publishedInstead' : 'origin.publishedOnly')} />
  }
  if (reading.printed === undefined) return null
  // The printed value as it was printed: 85 has no decimals, 82.11 two.
  const ownDecimals = (String(reading.printed).split('.')[1] ?? '').length
  const printed = formatValue(reading.printed, unit, ownDecimals, language)
  const computed = formatValue(reading.cell.value, unit, Math.max(1, decimals, ownDecimals), language)
  return <Notice kind="info" title={t('origin.printed', { printed, computed })} />
}
