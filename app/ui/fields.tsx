import type { HTMLInputTypeAttribute, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId } from './field-id.ts'
import { Icon } from './Icon.tsx'

/** What every field has. Fields are required unless marked `optional`; typed values come back in by `defaultValue`. */
type FieldProps = {
  name: string
  label: string
  hint?: ReactNode
  error?: string
  optional?: boolean
}

type Option = { readonly value: string; readonly label: string }

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint ? `${id}-hinweis` : '', error ? `${id}-fehler` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

function ErrorText({ id, error }: { id: string; error: string | undefined }) {
  const { t } = useTranslation('ui')
  if (!error) return null
  return (
    <p className="kern-error" id={`${id}-fehler`}>
      <Icon name="error" />
      <span className="kern-body">
        <span className="kern-sr-only">{t('form.errorLabel')}: </span>
        {error}
      </span>
    </p>
  )
}

function Optional({ when }: { when: boolean | undefined }) {
  const { t } = useTranslation('ui')
  return when ? <span className="kern-label__optional"> ({t('form.optional')})</span> : null
}

/** Label, hint and error around one control. */
function FieldFrame(props: FieldProps & { id: string; children: ReactNode }) {
  const { id, label, hint, error, optional, children } = props
  return (
    <div className={error ? 'kern-form-input kern-form-input--error' : 'kern-form-input'}>
      <label className="kern-label" htmlFor={id}>
        {label}
        <Optional when={optional} />
      </label>
      {hint ? (
        <div className="kern-hint" id={`${id}-hinweis`}>
          {hint}
        </div>
      ) : null}
      {children}
      <ErrorText id={id} error={error} />
    </div>
  )
}

function controlProps({ name, hint, error, optional }: FieldProps) {
  const id = fieldId(name)
  return {
    id,
    name,
    'aria-describedby': describedBy(id, hint, error),
    'aria-invalid': error ? true : undefined,
    'aria-required': optional ? undefined : true,
  }
}

const inputClass = (error: string | undefined) =>
  error ? 'kern-form-input__input kern-form-input__input--error' : 'kern-form-input__input'

type TextFieldProps = FieldProps & {
  type?: HTMLInputTypeAttribute
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search'
  autoComplete?: string
  defaultValue?: string | number
  /** As wide as what is expected in it. */
  width?: 'short' | 'medium'
}

export function TextField(props: TextFieldProps) {
  const { type = 'text', inputMode, autoComplete, defaultValue, width } = props
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      <input
        {...control}
        className={`${inputClass(props.error)}${width ? ` ll-input--${width}` : ''}`}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete}
        defaultValue={defaultValue}
      />
    </FieldFrame>
  )
}

export function TextArea(props: FieldProps & { defaultValue?: string; rows?: number }) {
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      <textarea
        {...control}
        className={inputClass(props.error)}
        rows={props.rows ?? 4}
        defaultValue={props.defaultValue}
      />
    </FieldFrame>
  )
}

type SelectFieldProps = FieldProps & {
  options: readonly Option[]
  defaultValue?: string
  /** First entry with the empty value; left out, the first option is chosen. */
  placeholder?: string | true
}

export function SelectField(props: SelectFieldProps) {
  const { t } = useTranslation('ui')
  const { options, defaultValue, placeholder, error } = props
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      <div
        className={
          error
            ? 'kern-form-input__select-wrapper kern-form-input__select-wrapper--error'
            : 'kern-form-input__select-wrapper'
        }
      >
        <select {...control} className="kern-form-input__select" defaultValue={defaultValue}>
          {placeholder ? (
            <option value="">{placeholder === true ? t('form.choose') : placeholder}</option>
          ) : null}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  )
}

type FieldsetProps = {
  legend: string
  hint?: ReactNode
  error?: string
  optional?: boolean
  /** Prefix of the ids of hint and error. */
  id: string
  children: ReactNode
}

/** Several controls that answer one question. */
export function Fieldset({ legend, hint, error, optional, id, children }: FieldsetProps) {
  return (
    <fieldset
      className={error ? 'kern-fieldset kern-fieldset--error' : 'kern-fieldset'}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend className="kern-label">
        {legend}
        <Optional when={optional} />
      </legend>
      {hint ? (
        <div className="kern-hint" id={`${id}-hinweis`}>
          {hint}
        </div>
      ) : null}
      <div className="kern-fieldset__body">{children}</div>
      <ErrorText id={id} error={error} />
    </fieldset>
  )
}

type RadioGroupProps = FieldProps & {
  options: readonly (Option & { readonly hint?: string })[]
  defaultValue?: string
}

/** The first choice carries the id of the field, so that the summary of errors leads there. */
export function RadioGroup(props: RadioGroupProps) {
  const { name, label, hint, error, optional, options, defaultValue } = props
  const id = fieldId(name)
  return (
    <Fieldset legend={label} hint={hint} error={error} optional={optional} id={id}>
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${index}`
        return (
          <div className="kern-form-check" key={option.value}>
            <input
              className={
                error ? 'kern-form-check__radio kern-form-check__radio--error' : 'kern-form-check__radio'
              }
              type="radio"
              id={optionId}
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              aria-describedby={option.hint ? `${optionId}-erklaerung` : undefined}
            />
            <div>
              <label className="kern-label" htmlFor={optionId}>
                {option.label}
              </label>
              {option.hint ? (
                <div className="ll-check-hint" id={`${optionId}-erklaerung`}>
                  {option.hint}
                </div>
              ) : null}
            </div>
          </div>
        )
      })}
    </Fieldset>
  )
}

/** Also a place to drop a file: browsers take files dropped on the control. */
export function FileField(props: FieldProps & { accept?: string }) {
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      <input {...control} className={inputClass(props.error)} type="file" accept={props.accept} />
    </FieldFrame>
  )
}
