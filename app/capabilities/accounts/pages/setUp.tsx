import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { countAttempt } from '#app/capabilities/accounts/accounts.server.ts'
import { requestContext, startSession } from '#app/capabilities/accounts/visit.server.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { RadioGroup, TextArea, TextField } from '#app/ui/fields.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { tenantKinds } from '../account.ts'
import type { TenantProblem } from '../people/newTenant.ts'
import { type SetUpProblems, setUp } from '../people/setUpForm.server.ts'
import { isSetupCode } from '../people/setup.server.ts'
import { trustDevice } from '../signIn/devices.server.ts'
import { NewPasswordFields, useNewPasswordErrors } from '../signIn/NewPasswordFields.tsx'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Route } from './+types/setUp'
import '../people/people.css'

/** The address holds the code. */
export const headers = () => ({ 'Cache-Control': 'no-store' })

/** Nobody guesses a code of 192 bits; this keeps an open door from being hammered at. */
const attempts = { key: 'set-up', limit: 60, minutes: 10 }

async function isOpen(context: Route.LoaderArgs['context'], code: string | null): Promise<boolean> {
  const { database, now } = context.get(requestContext)
  if (!code || code.length > 100) return false
  return (
    (await countAttempt(database, attempts, now)) &&
    (await database.shared((shared) => isSetupCode(shared, code, now)))
  )
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const open = await isOpen(context, new URL(request.url).searchParams.get('code'))
  return data({ open }, { status: open ? 200 : 404 })
}

export async function action({ context, request }: Route.ActionArgs) {
  const { database, now } = context.get(requestContext)
  const code = new URL(request.url).searchParams.get('code')
  if (!code || !(await isOpen(context, code))) return data({ closed: true } as const, { status: 404 })
  const form = await request.formData()
  const parts = context.get(tenantPartsContext)
  const outcome = await setUp(database, parts, { form, code }, now)
  if (outcome === 'closed') return data({ closed: true } as const, { status: 404 })
  if ('problems' in outcome) return data(outcome, { status: 400 })
  const started = { accountId: outcome.accountId, method: 'password', secondFactor: false } as const
  const headers = await startSession(context, started)
  headers.append('Set-Cookie', trustDevice(context, outcome.accountId, 'password'))
  return redirect(`/${outcome.slug}`, { headers })
}

export default function SetUp({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(['people', 'signIn'])
  if (!loaderData.open || (actionData && 'closed' in actionData))
    return (
      <Page title={t('people:setUp.closed.title')} width="text">
        <p>{t('people:setUp.closed.text')}</p>
      </Page>
    )
  const failed = actionData && 'typed' in actionData ? actionData : undefined
  return (
    <Page title={t('people:setUp.title')} lead={t('people:setUp.lead')} width="text">
      <SetUpForm failed={failed} />
    </Page>
  )
}

type Failed = Extract<NonNullable<Route.ComponentProps['actionData']>, { typed: unknown }>

function SetUpForm({ failed }: { failed: Failed | undefined }) {
  const { t } = useTranslation(['people', 'signIn'])
  const errors = useErrors(failed?.problems)
  const field = (name: string) => {
    const error = errors.find((one) => one.field === name)?.message
    return { name, ...(error ? { error } : {}) }
  }
  const typed = failed?.typed
  return (
    <Form method="post" noValidate reloadDocument className="people-form">
      <ErrorSummary errors={errors} />
      <Section title={t('people:setUp.town')}>
        <TextField
          {...field('name')}
          label={t('people:setUp.name')}
          hint={t('people:setUp.nameHint')}
          autoComplete="off"
          defaultValue={typed?.name ?? ''}
        />
        <TextField
          {...field('slug')}
          label={t('people:setUp.slug')}
          hint={t('people:setUp.slugHint')}
          autoComplete="off"
          width="medium"
          defaultValue={typed?.slug ?? ''}
        />
        <RadioGroup
          {...field('kind')}
          label={t('people:setUp.kind')}
          options={tenantKinds.map((kind) => ({ value: kind, label: t(`people:setUp.kind.${kind}`) }))}
          defaultValue={typed?.kind || 'municipality'}
        />
        <TextField
          {...field('ags')}
          label={t('people:setUp.ags')}
          hint={t('people:setUp.agsHint')}
          inputMode="numeric"
          autoComplete="off"
          width="medium"
          optional
          defaultValue={typed?.ags ?? ''}
        />
        <TextArea
          {...field('parts')}
          label={t('people:setUp.parts')}
          hint={t('people:setUp.partsHint')}
          rows={6}
          optional
          defaultValue={typed?.parts ?? ''}
        />
      </Section>
      <Section title={t('people:setUp.person')} lead={<p>{t('people:setUp.personLead')}</p>}>
        <TextField
          {...field('personName')}
          label={t('people:setUp.personName')}
          autoComplete="name"
          defaultValue={typed?.personName ?? ''}
        />
        <TextField
          {...field('email')}
          label={t('people:setUp.email')}
          hint={t('people:setUp.emailHint')}
          inputMode="email"
          autoComplete="username"
          defaultValue={typed?.email ?? ''}
        />
        <NewPasswordFields errors={errors} />
        <Button>{t('people:setUp.button')}</Button>
      </Section>
    </Form>
  )
}

function useErrors(problems: SetUpProblems | undefined): FormError[] {
  const { t } = useTranslation(['people', 'signIn'])
  const passwordErrors = useNewPasswordErrors(problems?.password)
  if (!problems) return []
  const { tenant, personName, email } = problems
  return [
    ...tenant.map(({ field, kind }) => ({ field, message: t(tenantProblemText(field, kind)) })),
    ...(personName ? [{ field: 'personName', message: t(`people:problem.${personName}`) }] : []),
    ...(email
      ? [
          {
            field: 'email',
            message: t(
              email === 'email-taken' ? 'people:setUp.problem.email-taken' : `people:problem.${email}`,
            ),
          },
        ]
      : []),
    ...passwordErrors,
  ]
}

function tenantProblemText(field: TenantProblem['field'], kind: TenantProblem['kind']) {
  if (field === 'parts' && kind === 'name-characters') return 'people:setUp.problem.parts-characters' as const
  switch (kind) {
    case 'name-long':
    case 'name-characters':
      return `people:problem.${kind}` as const
    default:
      return `people:setUp.problem.${kind}` as const
  }
}
