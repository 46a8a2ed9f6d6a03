import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Button } from '#app/ui/Button.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { fieldId } from '#app/ui/field-id.ts'
import { Fieldset } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Section } from '#app/ui/Page.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import type { FieldProblem, Typed } from './typed.ts'

/** Properties of the field of a name: what was typed and what is wrong with it. */
export function useFields(typed: Typed, problems: readonly FieldProblem<string>[]) {
  const { t } = useTranslation('figures')
  const errors = problems.map(({ field, kind }) => ({
    field,
    message: t(`series.problem.${kind}` as 'series.problem.missing'),
  }))
  const field = (name: string) => {
    const error = errors.find((one) => one.field === name)?.message
    return { name, defaultValue: typed[name] ?? '', ...(error === undefined ? {} : { error }) }
  }
  return { errors, field }
}

type ChecksProps = {
  name: string
  /** Where several of these ask with the same name. */
  id?: string
  label: string
  hint?: string
  error?: string
  /** Keys with spaces between, as in a form that was typed. */
  defaultValue: string
  options: readonly { readonly value: string; readonly label: string }[]
}

/** Several answers to one question; the first carries the id of the field, so that the summary of errors leads there. */
export function Checks({ name, id: given, label, hint, error, defaultValue, options }: ChecksProps) {
  const chosen = new Set(defaultValue.split(/\s+/))
  const id = fieldId(given ?? name)
  return (
    <Fieldset legend={label} hint={hint} id={id} optional {...(error === undefined ? {} : { error })}>
      {options.map((option, index) => {
        const own = index === 0 ? id : `${id}-${index}`
        return (
          <div className="kern-form-check" key={option.value}>
            <input
              className="kern-form-check__checkbox"
              type="checkbox"
              id={own}
              name={name}
              value={option.value}
              defaultChecked={chosen.has(option.value)}
            />
            <label className="kern-label" htmlFor={own}>
              {option.label}
            </label>
          </div>
        )
      })}
    </Fieldset>
  )
}

/** One thing to be said yes to. */
type CheckProps = { name: string; label: string; checked: boolean; value?: string }

export function Check({ name, label, checked, value = 'ja' }: CheckProps) {
  const id = fieldId(name)
  return (
    <div className="kern-form-check">
      <input
        className="kern-form-check__checkbox"
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={checked}
      />
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
    </div>
  )
}

type OvertakenProps = {
  fields: readonly { readonly field: string; readonly now: string }[]
  labelOf: (field: string) => string
}

/** What somebody else has made of it since the form was opened. */
export function Overtaken({ fields, labelOf }: OvertakenProps) {
  const { t } = useTranslation('figures')
  return (
    <Notice kind="warning" title={t('series.form.overtaken')} live>
      <p>{t('series.form.overtakenText')}</p>
      <Facts
        items={fields.map(({ field, now }) => ({
          term: labelOf(field),
          value: now || t('series.form.empty'),
        }))}
      />
    </Notice>
  )
}

/** At the end of a form: removing what nothing refers to. `uses`: what does, in words. */
export function RemoveForm({ uses, refused }: { uses: readonly string[]; refused: boolean }) {
  const { t } = useTranslation('figures')
  return (
    <Section title={t('series.form.removeTitle')}>
      {refused ? <Notice kind="warning" title={t('series.form.removeRefused')} live /> : null}
      {uses.length > 0 ? (
        <p>{t('series.form.usedBy', { uses: uses.join(', ') })}</p>
      ) : (
        <>
          <p>{t('series.form.removeFree')}</p>
          <Form method="post">
            <input type="hidden" name="intent" value="remove" />
            <Button kind="secondary">{t('series.form.remove')}</Button>
          </Form>
        </>
      )}
    </Section>
  )
}

const doneWords = ['added', 'changed', 'unchanged', 'removed'] as const

/** What was just done, from the address. */
export const readDone = (url: string) => {
  const word = new URL(url).searchParams.get('erledigt')
  return doneWords.find((one) => one === word)
}

export function DoneNotice({ done }: { done: (typeof doneWords)[number] | undefined }) {
  const { t } = useTranslation('figures')
  if (!done) return null
  return (
    <Notice kind={done === 'unchanged' ? 'info' : 'success'} title={t(`series.list.done.${done}`)} live />
  )
}

type CatalogueTabsProps = {
  base: string
  current: 'series' | 'sources' | 'dimensions' | 'families'
  all: boolean
}

/** The four catalogues side by side; only the series are for everybody. */
export function CatalogueTabs({ base, current, all }: CatalogueTabsProps) {
  const { t } = useTranslation('figures')
  if (!all) return null
  const items = [
    ['series', 'zahlenreihen'],
    ['sources', 'quellen'],
    ['dimensions', 'merkmale'],
    ['families', 'familien'],
  ] as const
  return (
    <Tabs
      label={t('series.tabs.label')}
      items={items.map(([key, path]) => ({
        label: t(`series.tabs.${key}`),
        href: `${base}/${path}`,
        current: key === current,
      }))}
    />
  )
}
