import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import {
  notFound,
  permitRecent,
  requestContext,
  type Visit,
} from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { RadioGroup } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import type { Actor } from '../account.ts'
import { CheckNotice } from '../singleSignOn/CheckNotice.tsx'
import { FailureList } from '../singleSignOn/FailureList.tsx'
import { isTrial } from '../singleSignOn/issuer.ts'
import { ProviderFields } from '../singleSignOn/ProviderFields.tsx'
import { changeProvider, findProvider, removeGroup } from '../singleSignOn/providers.server.ts'
import { changeSecondFactorRule } from '../singleSignOn/secondFactor.server.ts'
import { isSecondFactorRule, secondFactorRules } from '../singleSignOn/secondFactorRules.ts'
import { checkProviderForm, readProviderForm } from '../singleSignOn/settingsForm.ts'
import { checkStoredProvider, readSettingsPage } from '../singleSignOn/settingsPage.server.ts'
import type { Route } from './+types/signOnSettings'
import '../people/people.css'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitRecent(context, params.tenant, 'tenant.settings', request)
  const isSaved = new URL(request.url).searchParams.has('gespeichert')
  return { ...(await readSettingsPage(context, visit)), isSaved }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitRecent(context, params.tenant, 'tenant.settings', request)
  const form = await request.formData()
  switch (form.get('tun')) {
    case 'speichern':
      return saveProvider(visit, form, isTrial(context.get(requestContext).publicUrl))
    case 'pruefen':
      return { check: await checkStoredProvider(context, visit) }
    case 'zuordnung-entfernen':
      return removeGroupOf(visit, form)
    case 'regel':
      return saveRule(visit, form)
    default:
      throw data(null, { status: 400 })
  }
}

type Administrator = Visit & { readonly actor: Actor }

const saved = ({ tenant }: Administrator, section: string) =>
  redirect(`/${tenant.slug}/verwaltung/anmeldung?gespeichert=1#${section}`)

async function saveProvider(visit: Administrator, form: FormData, trial: boolean) {
  const typed = readProviderForm(form)
  const hasSecret = (await visit.read(findProvider))?.clientSecret !== undefined
  const { input, problems } = checkProviderForm(typed, { hasSecret, trial })
  // A page holds what was typed a second time, for its scripts: the secret must not be part of it.
  const back = { ...typed, clientSecret: '' }
  if (problems.length > 0) return data({ typed: back, problems }, { status: 400 })
  const outcome = await visit.write((writer) => changeProvider(writer, visit.actor, input, visit.now))
  if (outcome === 'done') return saved(visit, 'dienst')
  if (outcome === 'last-administrator')
    return data({ typed: back, problems: [], refused: outcome }, { status: 400 })
  return data(
    { typed: back, problems: [{ field: 'clientSecret', kind: 'missing' } as const] },
    { status: 400 },
  )
}

async function removeGroupOf(visit: Administrator, form: FormData) {
  const id = Number(form.get('zuordnung'))
  if (!Number.isSafeInteger(id) || id < 1 || id > 2_147_483_647) notFound()
  const outcome = await visit.write((writer) => removeGroup(writer, visit.actor, id, visit.now))
  return outcome === 'done' ? saved(visit, 'gruppen') : data({ refused: outcome }, { status: 400 })
}

async function saveRule(visit: Administrator, form: FormData) {
  const rule = form.get('rule')
  if (!isSecondFactorRule(rule)) throw data(null, { status: 400 })
  await visit.write((writer) => changeSecondFactorRule(writer, visit.actor, rule, visit.now))
  return saved(visit, 'zweiter-faktor')
}

export default function SignOnSettings({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('singleSignOn')
  const { t: people } = useTranslation('people')
  const { form, secret, redirectUri, endUri, isSaved } = loaderData
  const typed = actionData && 'typed' in actionData ? actionData.typed : form
  const problems = (actionData && 'problems' in actionData ? actionData.problems : []).map(
    ({ field, kind }) => ({ field, message: t(`problem.field.${kind}`, { field: t(`field.${field}`) }) }),
  )
  const refusals =
    actionData && 'refused' in actionData ? [{ message: t(`refused.${actionData.refused}`) }] : []
  const check = actionData && 'check' in actionData ? actionData.check : undefined
  return (
    <Page
      breadcrumb={[{ label: people('office.title'), href: loaderData.office }]}
      title={t('settings.title')}
      lead={<p>{t('settings.lead')}</p>}
    >
      {isSaved && !actionData ? <Notice kind="success" title={t('settings.saved')} live /> : null}
      <ErrorSummary errors={[...refusals, ...problems]} />
      {check ? <CheckNotice {...check} /> : null}
      <Section title={t('settings.provider')} id="dienst">
        <p>{t('settings.addresses')}</p>
        <Facts
          items={[
            { term: t('settings.redirect'), value: <code>{redirectUri}</code> },
            { term: t('settings.afterEnd'), value: <code>{endUri}</code> },
            { term: t('settings.protocol'), value: t('settings.protocolText') },
          ]}
        />
        <Form method="post" noValidate>
          <ProviderFields
            typed={typed}
            errors={Object.fromEntries(problems.map(({ field, message }) => [field, message]))}
            secret={secret}
          />
          <Actions>
            <Button name="tun" value="speichern">
              {t('settings.save')}
            </Button>
          </Actions>
        </Form>
        {secret === 'kept' ? (
          <Form method="post">
            <p className="ll-muted">{t('settings.checkHint')}</p>
            <Actions>
              <Button kind="secondary" name="tun" value="pruefen">
                {t('settings.check')}
              </Button>
            </Actions>
          </Form>
        ) : null}
      </Section>
      <Groups groups={loaderData.groups} base={loaderData.base} />
      {form ? (
        <FailureList
          failures={loaderData.failures}
          days={loaderData.failureDays}
          most={loaderData.mostFailures}
        />
      ) : null}
      <Section title={t('secondFactor.title')} id="zweiter-faktor" lead={<p>{t('secondFactor.lead')}</p>}>
        <Form method="post">
          <RadioGroup
            name="rule"
            label={t('secondFactor.who')}
            options={secondFactorRules.map((rule) => ({
              value: rule,
              label: t(`secondFactor.${rule}`),
              hint: t(`secondFactor.${rule}.hint`),
            }))}
            defaultValue={loaderData.rule}
          />
          <Actions>
            <Button name="tun" value="regel">
              {t('settings.save')}
            </Button>
          </Actions>
        </Form>
      </Section>
    </Page>
  )
}

function Groups({ groups, base }: Pick<Route.ComponentProps['loaderData'], 'groups' | 'base'>) {
  const { t } = useTranslation('singleSignOn')
  return (
    <Section title={t('groups.title')} id="gruppen" lead={<p>{t('groups.lead')}</p>}>
      <DataTable
        caption={t('groups.caption')}
        captionHidden
        cards
        rows={groups}
        rowKey={(row) => String(row.id)}
        empty={t('groups.empty')}
        columns={[
          { key: 'group', header: t('groups.group'), rowHeader: true, cell: (row) => row.group },
          { key: 'role', header: t('groups.role'), cell: (row) => row.role },
          {
            key: 'scope',
            header: t('groups.scope'),
            cell: (row) => row.scope,
          },
          {
            key: 'remove',
            header: t('groups.what'),
            hideHeader: true,
            cell: (row) => (
              <Form method="post" className="people-buttons">
                <input type="hidden" name="zuordnung" value={row.id} />
                <Button kind="tertiary" small name="tun" value="zuordnung-entfernen">
                  {t('groups.remove')}
                  <span className="kern-sr-only">: {t('groups.removeThis', { group: row.group })}</span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <Actions>
        <ButtonLink to={`${base}/gruppe`} icon="add">
          {t('groups.add')}
        </ButtonLink>
      </Actions>
    </Section>
  )
}
