import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import type { Grant, Role } from '../account.ts'
import type { AccessRefusal } from './access.server.ts'
import type { RightInWords } from './peoplePage.server.ts'
import { RoleAndScopeFields } from './ScopeFields.tsx'
import type { GrantProblem, ScopeChoices } from './scopes.ts'
import './people.css'

type HeldRightsProps = { rights: readonly RightInWords[]; mayManage: boolean; editing: number | undefined }

/** What somebody may do here, each with its buttons. */
export function HeldRights({ rights, mayManage, editing }: HeldRightsProps) {
  const { t } = useTranslation('people')
  return (
    <ul className="ll-plain-list people-grants">
      {rights.map(({ id, role, scope, from, changeable }) => (
        <li key={id} aria-current={id === editing ? 'true' : undefined}>
          <div>
            <p>
              <strong>{role}</strong>, {scope}
            </p>
            {from ? <p className="ll-muted ll-small">{from}</p> : null}
          </div>
          {mayManage && changeable ? (
            <Actions>
              <TextLink to={`?rolle=${id}#rolle`}>
                {t('person.change')}
                <span className="kern-sr-only"> {role}</span>
              </TextLink>
              {rights.length > 1 ? (
                <Form method="post" noValidate>
                  <input type="hidden" name="rolle" value={id} />
                  <Button kind="tertiary" small name="tun" value="rolle-nehmen">
                    <span aria-hidden="true">{t('person.take')}</span>
                    <span className="kern-sr-only">{t('person.takeThis', { role })}</span>
                  </Button>
                </Form>
              ) : null}
            </Actions>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

type GrantFormProps = {
  roles: readonly Role[]
  choices: ScopeChoices
  /** The right that is changed; left out: a further one. */
  id: number | undefined
  grant: Grant | undefined
  problems: readonly GrantProblem[] | undefined
  cancel: string
}

export function GrantForm({ roles, choices, id, grant, problems, cancel }: GrantFormProps) {
  const { t } = useTranslation('people')
  const isNew = id === undefined
  return (
    <Form method="post" action="?" noValidate className="people-form">
      {isNew ? null : <input type="hidden" name="rolle" value={id} />}
      <RoleAndScopeFields roles={roles} choices={choices} grant={grant} problems={problems} />
      <Actions>
        <Button
          kind={isNew ? 'secondary' : 'primary'}
          name="tun"
          value={isNew ? 'rolle-geben' : 'rolle-aendern'}
        >
          {t(isNew ? 'person.addButton' : 'person.changeButton')}
        </Button>
        {isNew ? null : (
          <ButtonLink to={cancel} kind="tertiary">
            {t('person.cancel')}
          </ButtonLink>
        )}
      </Actions>
    </Form>
  )
}

/** One's own password and second factor are changed where the present ones are asked for. */
export function OwnAccess() {
  const { t } = useTranslation('people')
  return (
    <>
      <p>{t('refused.own-account')}</p>
      <TextLink to="/konto">{t('person.ownAccount')}</TextLink>
    </>
  )
}

type AccessFormsProps = { refused: AccessRefusal | undefined; mails: boolean; secondFactor: boolean }

/** Password, second factor, sessions: only of somebody who belongs nowhere else. */
export function AccessForms({ refused, mails, secondFactor }: AccessFormsProps) {
  const { t } = useTranslation('people')
  if (refused && refused !== 'no-password') return <p>{t(`refused.${refused}`)}</p>
  return (
    <Form method="post" action="?" noValidate>
      {refused ? (
        <p className="people-act">{t(`refused.${refused}`)}</p>
      ) : (
        <PasswordForms mails={mails} secondFactor={secondFactor} />
      )}
      <div className="people-act">
        <Button kind="secondary" name="tun" value="sitzungen">
          {t('person.endSessions')}
        </Button>
        <p>{t('person.endSessionsText')}</p>
      </div>
    </Form>
  )
}

function PasswordForms({ mails, secondFactor }: { mails: boolean; secondFactor: boolean }) {
  const { t } = useTranslation('people')
  return (
    <>
      <div className="people-act">
        <Button kind="secondary" name="tun" value="kennwort">
          {t(mails ? 'person.resetMail' : 'person.reset')}
        </Button>
        <p>{t('person.resetText')}</p>
      </div>
      {secondFactor ? (
        <div className="people-act">
          <Button kind="secondary" name="tun" value="zweiter-faktor">
            {t('person.takeFactor')}
          </Button>
          <p>{t('person.takeFactorText')}</p>
        </div>
      ) : null}
    </>
  )
}

/** Can't be undone: what it means comes first, and the button only after a second press. */
export function RemoveForm() {
  const { t } = useTranslation('people')
  return (
    <>
      <p className="ll-prose">{t('person.removeText')}</p>
      <Disclosure summary={t('person.removeAsk')}>
        <Form method="post" action="?" noValidate>
          <Button kind="secondary" icon="delete" name="tun" value="entfernen">
            {t('person.removeNow')}
          </Button>
        </Form>
      </Disclosure>
    </>
  )
}
