import { fieldId } from '#app/ui/field-id.ts'

type CheckListProps = {
  name: string
  options: readonly { readonly value: string; readonly label: string }[]
  chosen: readonly string[]
}

/** Several choices of one kind, side by side where there is room. The first carries the id of the field. */
export function CheckList({ name, options, chosen }: CheckListProps) {
  return (
    <div className="entry-choices">
      {options.map((option, index) => {
        const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`
        return (
          <div className="kern-form-check" key={option.value}>
            <input
              className="kern-form-check__checkbox"
              type="checkbox"
              id={id}
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <label className="kern-label" htmlFor={id}>
              {option.label}
            </label>
          </div>
        )
      })}
    </div>
  )
}
