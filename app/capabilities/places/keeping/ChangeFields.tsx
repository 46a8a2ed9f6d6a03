import { useTranslation } from 'react-i18next'
import { Fieldset, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { measures, type TypedChange } from '../history/change.ts'

type Choice = { readonly value: string; readonly label: string }

type ChangeFieldsProps = {
  kind: 'split' | 'merge' | 'rename' | 'move'
  place: Choice
  /** What lies in a place that is split. */
  children: readonly Choice[]
  siblings: readonly Choice[]
  parents: readonly Choice[]
  typed: TypedChange | undefined
  childParts: Readonly<Record<string, number>>
  errors: readonly { readonly field: string; readonly message: string }[]
}

const fewestParts = 4
const mostParts = 20

/** The fields of one kind of change; what was typed comes back. */
export function ChangeFields(props: ChangeFieldsProps) {
  const { kind, place, siblings, parents, typed, errors } = props
  const { t } = useTranslation('places')
  const errorOf = (name: string) => {
    const found = errors.find(({ field }) => field === name)
    return found ? { error: found.message } : {}
  }
  return (
    <>
      {kind === 'split' ? <Parts {...props} errorOf={errorOf} /> : null}
      {kind === 'merge' ? (
        <Fieldset legend={t('keeping.change.places')} id="feld-places" {...errorOf('places')}>
          {siblings.map(({ value, label }, index) => (
            <div className="kern-form-check" key={value}>
              <input
                className="kern-form-check__checkbox"
                type="checkbox"
                id={index === 0 ? 'feld-places' : `feld-places-${index}`}
                name="places"
                value={value}
                defaultChecked={typed?.places.includes(value)}
              />
              <label className="kern-label" htmlFor={index === 0 ? 'feld-places' : `feld-places-${index}`}>
                {label}
              </label>
            </div>
          ))}
        </Fieldset>
      ) : null}
      {kind === 'merge' || kind === 'rename' ? (
        <TextField
          name="name"
          label={t('keeping.change.newName')}
          defaultValue={typed?.name ?? place.label}
          {...errorOf('name')}
        />
      ) : null}
      {kind === 'move' ? (
        <SelectField
          name="parent"
          label={t('keeping.change.parent')}
          placeholder
          options={parents}
          defaultValue={typed?.parent ?? ''}
          {...errorOf('parent')}
        />
      ) : null}
      <TextField
        name="happenedOn"
        type="date"
        label={t('keeping.change.happenedOn')}
        hint={t('keeping.change.happenedOnHint')}
        defaultValue={typed?.happenedOn}
        width="medium"
        {...errorOf('happenedOn')}
      />
      <TextField
        name="decidedBy"
        label={t('keeping.change.decidedBy')}
        defaultValue={typed?.decidedBy}
        optional
        {...errorOf('decidedBy')}
      />
      <TextArea
        name="note"
        label={t('keeping.change.note')}
        defaultValue={typed?.note}
        rows={3}
        optional
        {...errorOf('note')}
      />
    </>
  )
}

function Parts(props: ChangeFieldsProps & { errorOf: (name: string) => { error?: string } }) {
  const { place, children, typed, childParts, errorOf } = props
  const { t } = useTranslation('places')
  const parts = typed?.parts ?? [{ name: place.label, share: '' }]
  // Two free lines more than were filled, so that a place can fall into any number of parts without JavaScript.
  const lines = Math.min(mostParts, Math.max(fewestParts, parts.length + 2))
  const numbers = Array.from({ length: lines }, (_, index) => index)
  return (
    <>
      <Fieldset legend={t('keeping.change.parts')} hint={t('keeping.change.partsHint')} id="teile">
        {numbers.map((index) => (
          <div className="places-part" key={index}>
            <TextField
              name={`partName-${index}`}
              label={t('keeping.change.partName', { number: index + 1 })}
              defaultValue={parts[index]?.name}
              optional={index > 1}
              {...errorOf(`partName-${index}`)}
            />
            <TextField
              name={`partShare-${index}`}
              label={t('keeping.change.partShare', { number: index + 1 })}
              defaultValue={parts[index]?.share}
              inputMode="decimal"
              optional={index > 1}
              {...errorOf(`partShare-${index}`)}
            />
          </div>
        ))}
      </Fieldset>
      <RadioGroup
        name="measure"
        label={t('keeping.change.measure')}
        options={measures.map((measure) => ({ value: measure, label: t(`keeping.change.${measure}`) }))}
        defaultValue={typed?.measure || 'percent'}
      />
      <TextField
        name="base"
        label={t('keeping.change.base')}
        hint={t('keeping.change.baseHint')}
        defaultValue={typed?.base}
        {...errorOf('base')}
      />
      {children.map((child) => (
        <SelectField
          key={child.value}
          name={`child-${child.value}`}
          label={t('keeping.change.child', { name: child.label })}
          options={numbers.map((index) => ({
            value: String(index),
            label: t('keeping.change.childPart', { number: index + 1 }),
          }))}
          defaultValue={String(childParts[child.value] ?? 0)}
        />
      ))}
    </>
  )
}
