import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Button } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { DemoUser } from '../accounts.server.ts'

type DemoPersonsProps = {
  towns: readonly { readonly slug: string; readonly name: string; readonly users: readonly DemoUser[] }[]
  /** Somebody is signed in already and would take another role. */
  known: boolean
}

/** The invented persons of the demonstration, to be signed in as without password. */
export function DemoPersons({ towns, known }: DemoPersonsProps) {
  const { t } = useTranslation(['signIn', 'accounts'])
  return (
    <Section title={t(known ? 'signIn:demo.other' : 'signIn:way.demo')} lead={t('signIn:demo')}>
      {towns.map((town) => (
        <Section key={town.slug} title={t('signIn:towns', { town: town.name })} level={3}>
          <ul className="ll-plain-list ll-grid">
            {town.users.map((user) => (
              <li key={user.key} className="ll-card sign-in-person">
                <p>
                  <strong>{user.roles.map((role) => t(`accounts:role.${role}`)).join(', ')}</strong>
                  <br />
                  <span className="ll-muted">
                    {user.name} ({t('signIn:invented')}) –{' '}
                    {t(`accounts:roleDoes.${user.roles[0] ?? 'provider'}`)}
                  </span>
                </p>
                <Form method="post" reloadDocument>
                  <input type="hidden" name="tenant" value={town.slug} />
                  <input type="hidden" name="user" value={user.key} />
                  <Button kind="secondary">{t('signIn:as', { name: user.name })}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Section>
  )
}
