import { SelectField } from '#app/ui/fields.tsx'
import { nameField, placeField } from './choicesForm.ts'

export type NameChoice = {
  readonly name: string
  /** Label of the field, with how often the name stands in the file. */
  readonly label: string
  readonly placeId: number | undefined
}

type NameFieldsProps = {
  names: readonly NameChoice[]
  places: readonly { readonly value: string; readonly label: string }[]
  placeholder: string
}

/** For each name that nobody knows a choice of places. The names come back with the form: their order may change. */
export function NameFields({ names, places, placeholder }: NameFieldsProps) {
  return (
    <div className="ll-grid">
      {names.map(({ name, label, placeId }, index) => (
        <div key={name}>
          <input type="hidden" name={nameField(index)} value={name} />
          <SelectField
            name={placeField(index)}
            label={label}
            options={places}
            placeholder={placeholder}
            defaultValue={placeId === undefined ? '' : String(placeId)}
          />
        </div>
      ))}
    </div>
  )
}
