import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { type TrailFilter, writeTrailFilter } from './trail.ts'

/** The three views of the trail. `base`: address of the trail. */
export function TrailTabs({ base, current }: { base: string; current: 'entries' | 'events' | 'check' }) {
  const { t } = useTranslation('audit')
  return (
    <Tabs
      label={t('tabs')}
      items={[
        { label: t('tab.entries'), href: base, current: current === 'entries' },
        { label: t('tab.events'), href: `${base}/konten`, current: current === 'events' },
        { label: t('tab.check'), href: `${base}/pruefung`, current: current === 'check' },
      ]}
    />
  )
}

type PagerProps = {
  address: string
  filter: TrailFilter
  rows: readonly { readonly position: number }[]
  hasNewer: boolean
  hasOlder: boolean
}

/** To newer and older entries; by number, so that nothing shifts while entries are added. */
export function TrailPager({ address, filter, rows, hasNewer, hasOlder }: PagerProps) {
  const { t } = useTranslation('audit')
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last || (!hasNewer && !hasOlder)) return null
  return (
    <nav className="ll-actions" aria-label={t('pages')}>
      {hasNewer ? (
        <>
          <TextLink to={`${address}${writeTrailFilter(filter)}`}>{t('newest')}</TextLink>
          <TextLink to={`${address}${writeTrailFilter(filter, { after: first.position })}`}>
            {t('newer')}
          </TextLink>
        </>
      ) : null}
      {hasOlder ? (
        <TextLink to={`${address}${writeTrailFilter(filter, { before: last.position })}`}>
          {t('older')}
        </TextLink>
      ) : null}
    </nav>
  )
}
