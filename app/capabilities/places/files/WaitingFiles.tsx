import { TextLink } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Page.tsx'

/** Files that somebody has uploaded and nobody has taken over yet. */
export function WaitingFiles({
  title,
  files,
}: {
  title: string
  files: readonly { readonly href: string; readonly label: string }[]
}) {
  if (files.length === 0) return null
  return (
    <Section title={title}>
      <ul>
        {files.map(({ href, label }) => (
          <li key={href}>
            <TextLink to={href}>{label}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
