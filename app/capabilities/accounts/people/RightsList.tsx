import type { RightInWords } from './peoplePage.server.ts'
import './people.css'

/** Rights in words, one per line. */
export function RightsList({ rights }: { rights: readonly Pick<RightInWords, 'role' | 'scope'>[] }) {
  return (
    <ul className="ll-plain-list people-rights">
      {rights.map(({ role, scope }) => (
        <li key={`${role}${scope}`}>
          {role}, <span className="ll-muted">{scope}</span>
        </li>
      ))}
    </ul>
  )
}
