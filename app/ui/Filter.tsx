import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Button } from './Button.tsx'

type FilterFormProps = {
  /** What the filter is for, read aloud. */
  label: string
  /** Search parameters that stay as they are (the order of the table, the tab). */
  keep?: Readonly<Record<string, string | undefined>>
  children: ReactNode
}

/** Fields in one row that change what a page shows; the address holds the choice. */
export function FilterForm({ label, keep = {}, children }: FilterFormProps) {
  const { t } = useTranslation('ui')
  return (
    <Form method="get" className="ll-filter" role="search" aria-label={label} preventScrollReset>
      {Object.entries(keep).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <div className="ll-filter__button">
        <Button kind="secondary">{t('form.show')}</Button>
      </div>
    </Form>
  )
}
