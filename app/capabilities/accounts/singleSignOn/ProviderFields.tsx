import { useTranslation } from 'react-i18next'
import { RadioGroup, TextField } from '#app/ui/fields.tsx'
import type { ProviderField, ProviderForm } from './settingsForm.ts'

type ProviderFieldsProps = {
  typed: ProviderForm | undefined
  errors: Partial<Record<ProviderField, string>>
  secret: 'none' | 'kept' | 'lost'
}

/** What has to be known of the provider, in the order in which administrators find it there. */
export function ProviderFields({ typed, errors, secret }: ProviderFieldsProps) {
  const { t } = useTranslation('singleSignOn')
  const secretHint = { none: '', kept: t('field.clientSecret.kept'), lost: t('field.clientSecret.lost') }[
    secret
  ]
  const yesNo = [
    { value: 'ja', label: t('yes') },
    { value: 'nein', label: t('no') },
  ]
  return (
    <>
      <TextField
        name="issuer"
        type="url"
        label={t('field.issuer')}
        hint={t('field.issuer.hint')}
        error={errors.issuer}
        defaultValue={typed?.issuer}
        autoComplete="off"
      />
      <TextField
        name="clientId"
        label={t('field.clientId')}
        error={errors.clientId}
        defaultValue={typed?.clientId}
        autoComplete="off"
        width="medium"
      />
      <TextField
        name="clientSecret"
        type="password"
        label={t('field.clientSecret')}
        hint={`${t('field.clientSecret.hint')} ${secretHint}`.trim()}
        error={errors.clientSecret}
        optional={secret === 'kept'}
        autoComplete="off"
        width="medium"
      />
      <TextField
        name="groupClaim"
        label={t('field.groupClaim')}
        hint={t('field.groupClaim.hint')}
        error={errors.groupClaim}
        defaultValue={typed?.groupClaim ?? 'groups'}
        autoComplete="off"
        width="medium"
      />
      <TextField
        name="label"
        label={t('field.label')}
        error={errors.label}
        defaultValue={typed?.label ?? t('field.label.default')}
        autoComplete="off"
      />
      <RadioGroup
        name="trustsSecondFactor"
        label={t('field.trustsSecondFactor')}
        hint={t('field.trustsSecondFactor.hint')}
        error={errors.trustsSecondFactor}
        options={yesNo}
        defaultValue={typed?.trustsSecondFactor ?? 'nein'}
      />
      <RadioGroup
        name="enabled"
        label={t('field.enabled')}
        hint={t('field.enabled.hint')}
        error={errors.enabled}
        options={[
          { value: 'ja', label: t('field.enabled.yes') },
          { value: 'nein', label: t('field.enabled.no') },
        ]}
        defaultValue={typed?.enabled ?? 'nein'}
      />
    </>
  )
}
