import { SelectField } from '#app/ui/fields.tsx'
import { columnField } from './choicesForm.ts'

type ColumnFieldsProps = {
  fields: readonly {
    readonly field: string
    readonly label: string
    readonly column: number | undefined
    readonly needed: boolean
  }[]
  /** Columns of the file with their headings. */
  columns: readonly { readonly value: string; readonly label: string }[]
  placeholder: string
}

/** Which column of the file holds what. */
export function ColumnFields({ fields, columns, placeholder }: ColumnFieldsProps) {
  return (
    <div className="ll-grid">
      {fields.map(({ field, label, column, needed }) => (
        <SelectField
          key={field}
          name={columnField(field)}
          label={label}
          options={columns}
          placeholder={placeholder}
          defaultValue={column === undefined ? '' : String(column)}
          optional={!needed}
        />
      ))}
    </div>
  )
}
