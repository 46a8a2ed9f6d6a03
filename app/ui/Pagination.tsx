import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from './Icon.tsx'

type PaginationProps = {
  /** From 1. */
  page: number
  pages: number
  href: (page: number) => string
}

/** Renders nothing where there is one page only. */
export function Pagination({ page, pages, href }: PaginationProps) {
  const { t } = useTranslation('ui')
  if (pages <= 1) return null
  return (
    <nav className="ll-pagination" aria-label={t('pagination.label')}>
      {page > 1 ? (
        <Link to={href(page - 1)} rel="prev">
          <Icon name="previous" />
          {t('pagination.previous')}
        </Link>
      ) : null}
      <p>{t('pagination.position', { page, pages })}</p>
      {page < pages ? (
        <Link to={href(page + 1)} rel="next">
          {t('pagination.next')}
          <Icon name="next" />
        </Link>
      ) : null}
    </nav>
  )
}
