import { useTranslation } from 'react-i18next'
import { fieldId } from '#app/ui/field-id.ts'
import { useBack } from '../formBack.ts'
import { rememberAsked, rememberField } from './remember.ts'

/** Whether the next file of the source is read as this one; yes, unless somebody says no. */
export function RememberField({ remember }: { remember: boolean }) {
  const { t } = useTranslation('figures')
  const { typed } = useBack()
  const id = fieldId(rememberField)
  return (
    <div className="kern-form-input">
      <input type="hidden" name={rememberAsked} value="ja" />
      <div className="kern-form-check">
        <input
          className="kern-form-check__checkbox"
          type="checkbox"
          id={id}
          name={rememberField}
          value="ja"
          defaultChecked={rememberAsked in typed ? rememberField in typed : remember}
          aria-describedby={`${id}-hinweis`}
        />
        <label className="kern-label" htmlFor={id}>
          {t('profile.remember')}
        </label>
      </div>
      <div className="kern-hint" id={`${id}-hinweis`}>
        {t('profile.rememberHint')}
      </div>
    </div>
  )
}
