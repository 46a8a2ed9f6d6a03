import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { RadioGroup, TextArea, TextField } from '#app/ui/fields.tsx'
import type { ContentReading } from './content.ts'
import { useFieldLabel } from './fieldLabel.ts'
import {
  confirmation,
  isConfirmed,
  mustBeConfirmed,
  type SiteContent,
  type SiteField,
  type SitePageKind,
  siteFields,
} from './site.ts'
import './site.css'

type SiteFormProps = {
  kind: SitePageKind
  content: SiteContent
  problems: ContentReading['problems']
  /** The version that the person sees: somebody else's later one is noticed. */
  base: number
}

const hints = [
  'status',
  'barriers',
  'enforcement',
  'law',
  'supervisory',
  'legalBasis',
  'recipients',
  'retention',
  'video',
  'transcript',
  'reviewedOn',
  'responsible',
] as const

export function SiteForm({ kind, content, problems, base }: SiteFormProps) {
  const { t } = useTranslation('site')
  const labelOf = useFieldLabel(kind)
  const fields: readonly SiteField[] = siteFields[kind]
  const errorOf = (field: SiteField) => {
    const found = problems.find((one) => one.field === field.name)
    return found && t(`form.problem.${found.problem}`, { longest: field.longest })
  }
  const errors = fields.flatMap((field) => {
    const problem = errorOf(field)
    return problem
      ? [{ field: field.name, message: t('form.at', { label: labelOf(field.name), problem }) }]
      : []
  })
  const hintOf = ({ name }: SiteField) => {
    // The authority over a town is another one than that for data protection.
    const own = hints.find((hint) => hint === name && !(hint === 'supervisory' && kind === 'imprint'))
    return own && t(`form.hint.${own}`)
  }
  return (
    <Form method="post" noValidate className="ll-form site-form">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="base" value={base} />
      <p className="ll-muted">{t('form.hint.prose')}</p>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          label={labelOf(field.name)}
          hint={hintOf(field)}
          error={errorOf(field)}
          value={content[field.name]}
        />
      ))}
      {mustBeConfirmed(kind) ? <Confirmation checked={isConfirmed(content)} /> : null}
      <div className="ll-actions site-save">
        <Button name="intent" value="save">
          {t('form.save')}
        </Button>
        <Button kind="secondary" name="intent" value="preview">
          {t('form.preview')}
        </Button>
      </div>
    </Form>
  )
}

type FieldProps = {
  field: SiteField
  label: string
  hint: string | undefined
  error?: string
  value: string | undefined
}

function Field({ field, label, hint, error, value }: FieldProps) {
  const { t } = useTranslation('site')
  const { name, kind, needed } = field
  const shared = { name, label, hint, error, optional: !needed, defaultValue: value }
  if (kind === 'text') return <TextArea {...shared} rows={field.longest > 1000 ? 8 : 4} />
  if (kind === 'line' && field.longest > 300) return <TextArea {...shared} rows={3} />
  if (kind === 'date') return <TextField {...shared} type="date" width="medium" />
  if (kind === 'email') return <TextField {...shared} type="email" inputMode="email" />
  if (typeof kind === 'string') return <TextField {...shared} />
  const options = kind.map((option) => ({ value: option, label: t(`form.option.${option as OptionKey}`) }))
  return <RadioGroup {...shared} options={options} />
}

type OptionKey = 'full' | 'partial' | 'none' | 'self' | 'third'

function Confirmation({ checked }: { checked: boolean }) {
  const { t } = useTranslation('site')
  return (
    <div className="kern-form-check site-confirm">
      <input
        className="kern-form-check__checkbox"
        type="checkbox"
        id="feld-confirmed"
        name={confirmation}
        value="yes"
        defaultChecked={checked}
        aria-describedby="feld-confirmed-hinweis"
      />
      <div>
        <label className="kern-label" htmlFor="feld-confirmed">
          {t('form.confirm')}
        </label>
        <div className="ll-check-hint" id="feld-confirmed-hinweis">
          {t('form.confirmHint')}
        </div>
      </div>
    </div>
  )
}
