import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { Belongings } from '../signIn/Belongings.tsx'
import { DemoPersons } from '../signIn/DemoPersons.tsx'
import {
  describeEntry,
  type SignInError,
  signInByPassword,
  signInDemoPerson,
  wayBackOf,
} from '../signIn/entry.server.ts'
import { PasswordField } from '../signIn/PasswordField.tsx'
import type { Route } from './+types/signIn'

export function loader({ context, request, params }: Route.LoaderArgs) {
  return describeEntry(context, request, params.tenant)
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const form = await request.formData()
  const back = wayBackOf(request) ?? (params.tenant && `/${params.tenant}`)
  return form.has('user') ? signInDemoPerson(context, form, back) : signInByPassword(context, form, back)
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { person, town, demoTowns, back, passwordSet } = loaderData
  const demo = demoTowns.length > 0 ? <DemoPersons towns={demoTowns} known={person !== undefined} /> : null
  if (person)
    return (
      <Page title={t('title.known')} lead={t('lead.known', { name: person.name })}>
        {town && !person.belongings.some(({ slug }) => slug === town.slug) ? (
          <Notice
            kind="info"
            title={
              person.only
                ? t('belongings.only', { town: person.only })
                : t('belongings.notHere', { town: town.name })
            }
          />
        ) : null}
        <Section
          title={t('belongings.title')}
          actions={<TextLink to="/konto">{t('belongings.account')}</TextLink>}
        >
          <Belongings items={person.belongings} back={back} />
        </Section>
        {demo}
      </Page>
    )
  return (
    <Page
      title={town ? t('title.town', { town: town.name }) : t('title')}
      lead={t('lead')}
      width={demo ? 'normal' : 'text'}
    >
      {passwordSet && !actionData ? (
        <Notice kind="success" title={t('passwordSet')} live>
          <p>{t('passwordSet.text')}</p>
        </Notice>
      ) : null}
      {demo ? (
        <p>
          {t('demo.orPassword')} <TextLink to="#mit-kennwort">{t('way.password')}</TextLink>
        </p>
      ) : null}
      <Doors {...loaderData} />
      {demo}
      <PasswordForm {...loaderData} answer={actionData} />
    </Page>
  )
}

type Loaded = Route.ComponentProps['loaderData']

/** Single sign-on begins with a link: the page that answers lies at the municipality's own provider. */
function Doors({ doors, back }: Loaded) {
  const { t } = useTranslation('signIn')
  if (doors.length === 0) return null
  const query = back ? `?zurueck=${encodeURIComponent(back)}` : ''
  return (
    <Section title={t('way.signOn')}>
      <ul className="ll-plain-list ll-row">
        {doors.map(({ slug, town, label }) => (
          <li key={slug}>
            <ButtonLink to={`/${slug}/anmelden/sso${query}`}>{t('way.signOnAs', { label, town })}</ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const fieldOf: Partial<Record<SignInError, string>> = {
  'refused.email': 'email',
  'refused.password': 'kennwort',
}

function PasswordForm({
  answer,
  mails,
  doors,
  demoTowns,
}: Loaded & { answer: Route.ComponentProps['actionData'] }) {
  const { t } = useTranslation('signIn')
  const errors = (answer?.errors ?? []).map((key) => {
    const field = fieldOf[key]
    const message = t(key, { minutes: answer?.minutes })
    return field ? { field, message } : { message }
  })
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.message
  const isOneOfSeveral = doors.length > 0 || demoTowns.length > 0
  const form = (
    <Form method="post" noValidate>
      <ErrorSummary errors={errors} />
      <TextField
        name="email"
        label={t('email')}
        type="email"
        autoComplete="username"
        defaultValue={answer?.email}
        error={errorAt('email')}
      />
      <PasswordField
        name="kennwort"
        label={t('password')}
        autoComplete="current-password"
        error={errorAt('kennwort')}
      />
      <Actions>
        <Button>{t('submit')}</Button>
        {mails ? <TextLink to="/konto/kennwort-vergessen">{t('forgotten')}</TextLink> : null}
      </Actions>
      {mails ? null : <p className="ll-muted">{t('forgotten.admin')}</p>}
    </Form>
  )
  return isOneOfSeveral ? (
    <Section title={t('way.password')} id="mit-kennwort">
      {form}
    </Section>
  ) : (
    form
  )
}
