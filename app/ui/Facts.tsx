import type { ReactNode } from 'react'

type FactsProps = { items: readonly { readonly term: string; readonly value: ReactNode }[] }

/** Terms and what they are here. Entries without a value are left out. */
export function Facts({ items }: FactsProps) {
  return (
    <dl className="ll-facts">
      {items
        .filter((item) => item.value !== undefined && item.value !== null && item.value !== '')
        .map((item) => (
          <div key={item.term}>
            <dt>{item.term}</dt>
            <dd>{item.value}</dd>
          </div>
        ))}
    </dl>
  )
}
