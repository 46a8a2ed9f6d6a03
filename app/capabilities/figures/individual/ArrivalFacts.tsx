import { useTranslation } from 'react-i18next'
import { Facts } from '#app/ui/Facts.tsx'
import { Section } from '#app/ui/Page.tsx'

type ArrivalFactsProps = {
  arrival: {
    readonly ruleId: number
    readonly version: number
    readonly sha256: string
    readonly rows: number
    readonly blank: number
    readonly unassigned: number
    readonly notCountable: Readonly<Record<string, number>>
    readonly notDivided: Readonly<Record<string, number>>
  }
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([series, rows]) => `${series}: ${rows}`)
    .join(', ')

/** What is known about the file with one row per child that a delivery was evaluated from. */
export function ArrivalFacts({ arrival }: ArrivalFactsProps) {
  const { t } = useTranslation('figures')
  const { ruleId, version, sha256, rows, blank, unassigned, notCountable, notDivided } = arrival
  return (
    <Section title={t('individual.arrival')} id="einzeldaten">
      <Facts
        items={[
          { term: t('individual.rule'), value: t('individual.arrivalRule', { rule: ruleId, version }) },
          { term: t('individual.arrivalRows'), value: rows },
          { term: t('individual.arrivalBlank'), value: blank },
          { term: t('individual.arrivalUnassigned'), value: unassigned },
          { term: t('individual.arrivalNotCountable'), value: listed(notCountable) },
          { term: t('individual.arrivalNotDivided'), value: listed(notDivided) },
          { term: t('individual.arrivalHash'), value: <code className="entry-hash">{sha256}</code> },
        ]}
      />
    </Section>
  )
}
