import { useId } from 'react'
import { Notice } from '#app/ui/Notice.tsx'
import './people.css'

/** A link that is shown once, to be copied and handed over. */
export function OneTimeLink({
  title,
  text,
  label,
  link,
}: {
  title: string
  text: string
  label: string
  link: string
}) {
  const id = useId()
  return (
    <Notice kind="success" title={title} live>
      <p>{text}</p>
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
      <input
        className="people-link"
        id={id}
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Notice>
  )
}
