import { useTranslation } from 'react-i18next'
import { PasswordField } from '../signIn/PasswordField.tsx'
import { passwordLength } from '../signIn/passwordLength.ts'
import type { PasswordProblem } from '../signIn/passwordRule.ts'

/** The first password of a new person, with the rule beside it. */
export function NewPasswordField({
  label,
  problem,
}: {
  label: string
  problem: PasswordProblem | undefined
}) {
  const { t } = useTranslation('signIn')
  return (
    <PasswordField
      name="password"
      label={label}
      hint={t('password.hint', passwordLength)}
      autoComplete="new-password"
      error={problem && t(`password.problem.${problem}`, passwordLength)}
    />
  )
}
