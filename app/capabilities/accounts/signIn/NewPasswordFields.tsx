import { useTranslation } from 'react-i18next'
import type { NewPasswordProblem } from './newPassword.server.ts'
import { PasswordField } from './PasswordField.tsx'
import { passwordLength } from './passwordLength.ts'

/** The sentence for a refused password; it belongs to the field that is wrong. */
export function useNewPasswordErrors(problem: NewPasswordProblem | undefined) {
  const { t } = useTranslation('signIn')
  if (!problem) return []
  const message = t(`password.problem.${problem}`, passwordLength)
  return [{ field: problem === 'differs' ? 'nochmal' : 'neu', message }]
}

type NewPasswordFieldsProps = { errors: readonly { readonly field?: string; readonly message: string }[] }

/** The fields `neu` and `nochmal`. A password is never sent back to the page. */
export function NewPasswordFields({ errors }: NewPasswordFieldsProps) {
  const { t } = useTranslation('signIn')
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <>
      <PasswordField
        name="neu"
        label={t('password.new')}
        hint={t('password.hint', { least: passwordLength.least })}
        autoComplete="new-password"
        error={errorAt('neu')}
      />
      <PasswordField
        name="nochmal"
        label={t('password.again')}
        autoComplete="new-password"
        error={errorAt('nochmal')}
      />
    </>
  )
}
