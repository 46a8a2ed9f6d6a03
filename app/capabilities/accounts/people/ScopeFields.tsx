import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { TextLink } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Fieldset, RadioGroup } from '#app/ui/fields.tsx'
import type { Grant, Role } from '../account.ts'
import type { GrantProblem, ScopeChoice, ScopeChoices, ScopeKind } from './scopes.ts'
import './people.css'

type RoleAndScopeFieldsProps = {
  /** Roles that can be given here. */
  roles: readonly Role[]
  choices: ScopeChoices
  /** What is chosen at first, or was typed. */
  grant?: Grant | undefined
  problems?: readonly GrantProblem[] | undefined
}

/** A role and what it is limited to; `readGrantForm` reads it. */
export function RoleAndScopeFields({ roles, choices, grant, problems = [] }: RoleAndScopeFieldsProps) {
  const { t } = useTranslation(['people', 'accounts'])
  const scopeError = (kind: ScopeKind) => {
    const found = problems.find((problem) => 'scope' in problem && problem.scope === kind)
    return found && 'scope' in found ? t(`people:problem.${found.kind}.${kind}`) : undefined
  }
  const isLimited = grant !== undefined && Object.values(grant.scope).some((keys) => keys.length > 0)
  const roleError = problems.some(({ kind }) => kind === 'role-missing')
  return (
    <>
      <RadioGroup
        name="role"
        label={t('people:grant.role')}
        options={roles.map((role) => ({
          value: role,
          label: t(`accounts:role.${role}`),
          hint: t(`accounts:roleDoes.${role}`),
        }))}
        {...(grant ? { defaultValue: grant.role } : {})}
        {...(roleError ? { error: t('people:problem.role-missing') } : {})}
      />
      <Disclosure
        summary={t('people:grant.limit')}
        open={isLimited || problems.some((one) => 'scope' in one)}
      >
        <Choices
          kind="places"
          choices={choices.places}
          chosen={grant?.scope.places}
          error={scopeError('places')}
        />
        <Choices
          kind="organisations"
          choices={choices.organisations}
          chosen={grant?.scope.organisations}
          error={scopeError('organisations')}
        />
        <Choices
          kind="fields"
          choices={choices.fields}
          chosen={grant?.scope.fields}
          error={scopeError('fields')}
        />
      </Disclosure>
    </>
  )
}

type ChoicesProps = {
  kind: ScopeKind
  choices: readonly ScopeChoice[]
  chosen: readonly string[] | undefined
  error: string | undefined
}

function Choices({ kind, choices, chosen = [], error }: ChoicesProps) {
  const { t } = useTranslation('people')
  const { tenant } = useParams()
  const id = `feld-${kind}`
  if (choices.length === 0)
    return kind === 'organisations' ? (
      <p className="ll-muted" id={id}>
        {t('grant.noOrganisations')}{' '}
        <TextLink to={`/${tenant}/verwaltung/stellen/neu?mehrere`}>{t('grant.createOrganisations')}</TextLink>
      </p>
    ) : null
  return (
    <Fieldset
      legend={t(`grant.${kind}`)}
      hint={t(`grant.${kind}Hint`)}
      id={id}
      optional
      {...(error ? { error } : {})}
    >
      <div className="people-choices">
        {choices.map(({ key, name, below }, index) => (
          <div className="kern-form-check" key={key}>
            <input
              className="kern-form-check__checkbox"
              type="checkbox"
              id={index === 0 ? id : `${id}-${index}`}
              name={kind}
              value={key}
              defaultChecked={chosen.includes(key)}
            />
            <label className="kern-label" htmlFor={index === 0 ? id : `${id}-${index}`}>
              {name}
              {below && below !== choices[0]?.name ? <span className="ll-muted"> ({below})</span> : null}
            </label>
          </div>
        ))}
      </div>
    </Fieldset>
  )
}
