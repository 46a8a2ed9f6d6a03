import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { fieldId } from '#app/ui/field-id.ts'
import { Fieldset, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { RecutGroup } from './recutPage.server.ts'

type ChooseAreasProps = {
  groups: readonly RecutGroup[]
  chosen: readonly string[]
  day: string
  errors: readonly { readonly field: string; readonly message: string }[]
  /** Where one goes who doesn't want to. */
  back: string
}

/** The first step: which areas, and from which day on. Sent with GET, so that it stands in the address. */
export function ChooseAreas({ groups, chosen, day, errors, back }: ChooseAreasProps) {
  const { t } = useTranslation('places')
  const errorOf = (name: string) => {
    const found = errors.find(({ field }) => field === name)
    return found ? { error: found.message } : {}
  }
  return (
    <Section title={t('recut.chooseTitle')} lead={<p>{t('recut.chooseHint')}</p>}>
      <Form method="get" noValidate className="ll-form">
        <ErrorSummary errors={errors} />
        {groups.map((group, index) => (
          <Fieldset
            key={`${group.kind} ${group.parent}`}
            legend={
              group.kind === 'area'
                ? t('recut.group', { parent: group.parent })
                : t('recut.groupOfKind', {
                    parent: group.parent,
                    kind: t(`keeping.kind.${group.kind}`),
                  })
            }
            id={index === 0 ? fieldId('raum') : `${fieldId('raum')}-${index}`}
            {...(index === 0 ? errorOf('raum') : {})}
          >
            {group.places.map(({ key, name }, position) => {
              const id = index + position === 0 ? fieldId('raum') : `${fieldId('raum')}-${key}`
              return (
                <div className="kern-form-check" key={key}>
                  <input
                    className="kern-form-check__checkbox"
                    type="checkbox"
                    id={id}
                    name="raum"
                    value={key}
                    defaultChecked={chosen.includes(key)}
                  />
                  <label className="kern-label" htmlFor={id}>
                    {name}
                  </label>
                </div>
              )
            })}
          </Fieldset>
        ))}
        <TextField
          name="tag"
          type="date"
          label={t('recut.day')}
          hint={t('keeping.change.happenedOnHint')}
          defaultValue={day}
          width="medium"
          {...errorOf('tag')}
        />
        <Actions>
          <Button name="schritt" value="2">
            {t('recut.next')}
          </Button>
          <ButtonLink to={back} kind="tertiary">
            {t('keeping.form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Section>
  )
}
