import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId } from './field-id.ts'

export type FormError = {
  /** Name of the field; left out where the error concerns the form as a whole. */
  readonly field?: string
  readonly message: string
}

/** What is to be corrected, on top of the form, with links to the fields. Takes the focus; shows nothing without errors. */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div className="ll-error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2 className="ll-h3">{t('form.errorTitle', { count: errors.length })}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field}${error.message}`}>
            {error.field ? <a href={`#${fieldId(error.field)}`}>{error.message}</a> : error.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
