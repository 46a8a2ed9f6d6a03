import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { type Paging, pageSearch } from './paging.ts'

type PagerProps = {
  paging: Paging
  /** What is paged, for screen readers: "Seiten der Sozialräume". */
  label: string
  /** Where on the page the list stands ("tabelle"). */
  anchor?: string
}

/** Pages of a long list: where one is, one step back and forth, both ends. Nothing where one page holds all. */
export function Pager({ paging, label, anchor }: PagerProps) {
  const { t } = useTranslation('ui')
  const { search } = useLocation()
  const { page, pages, from, to, total } = paging
  if (pages === 1) return null
  const steps = [
    { key: 'first', page: 1, text: t('pager.first'), shown: page > 2 },
    { key: 'back', page: page - 1, text: t('pager.back'), shown: page > 1 },
    { key: 'next', page: page + 1, text: t('pager.next'), shown: page < pages },
    { key: 'last', page: pages, text: t('pager.last'), shown: page < pages - 1 },
  ].filter(({ shown }) => shown)
  return (
    <nav className="ll-pager" aria-label={label}>
      <p>{t('pager.where', { from: from + 1, to, total })}</p>
      <ul className="ll-plain-list">
        {steps.map((step) => (
          <li key={step.key}>
            <Link
              to={{ search: pageSearch(search, step.page), ...(anchor && { hash: `#${anchor}` }) }}
              {...(step.key === 'back' && { rel: 'prev' })}
              {...(step.key === 'next' && { rel: 'next' })}
            >
              {step.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
