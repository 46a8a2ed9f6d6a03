import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '#app/ui/fields.tsx'
import './signIn.css'

type PasswordFieldProps = {
  name: string
  label: string
  hint?: string
  error?: string | undefined
  autoComplete: 'current-password' | 'new-password'
}

/** A password; where scripts run it can be shown. Pasting and password managers are welcome, nothing is cut off. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTranslation('signIn')
  const [canShow, setCanShow] = useState(false)
  const [isShown, setShown] = useState(false)
  useEffect(() => setCanShow(true), [])
  return (
    <div className="sign-in-password">
      <TextField {...props} type={isShown ? 'text' : 'password'} />
      {canShow ? (
        <label className="sign-in-password__show">
          <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
          {t('showPassword')}
        </label>
      ) : null}
    </div>
  )
}
