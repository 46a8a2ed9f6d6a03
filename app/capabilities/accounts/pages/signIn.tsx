import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { z } from 'zod'
import {
  findDemoAccount,
  findTenant,
  listDemoUsers,
  listTenants,
} from '#app/capabilities/accounts/accounts.server.ts'
import { notFound, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { safePath } from '../safePath.ts'
import { createSession } from '../signIn/sessions.server.ts'
import type { Route } from './+types/signIn'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { database, language, demo } = context.get(requestContext)
  const back = safePath(new URL(request.url).searchParams.get('zurueck'))
  if (!demo) return { demo, back, towns: [] }
  const tenants = await database.shared((shared) => listTenants(shared, language))
  const towns = await Promise.all(
    tenants
      .filter((tenant) => tenant.demo)
      .map(async ({ id, slug, name }) => ({
        slug,
        name,
        users: await database.read(id, (reader) => listDemoUsers(reader)),
      })),
  )
  return { demo, back, towns }
}

const choice = z.object({ tenant: z.string(), user: z.string(), back: z.string().optional() })

export async function action({ context, request }: Route.ActionArgs) {
  const { database, language, demo, now, sessionLimits } = context.get(requestContext)
  if (!demo) notFound()
  const parsed = choice.safeParse(Object.fromEntries(await request.formData()))
  if (!parsed.success) throw data(null, { status: 400 })
  const { tenant: slug, user, back } = parsed.data
  const tenant = (await database.shared((shared) => findTenant(shared, slug, language))) ?? notFound()
  const account = (await database.read(tenant.id, (reader) => findDemoAccount(reader, user))) ?? notFound()
  const token = await database.shared((shared) =>
    createSession(
      shared,
      { accountId: account.accountId, method: 'demonstration', secondFactor: true, browser: '' },
      sessionLimits,
      now,
    ),
  )
  const target = safePath(back ?? null)
  return redirect(target?.startsWith(`/${slug}`) ? target : `/${slug}`, {
    headers: { 'Set-Cookie': `sitzung=${token}; Path=/; HttpOnly; SameSite=Lax` },
  })
}

export default function SignIn({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation('accounts')
  const { demo, towns, back } = loaderData
  return (
    <Page title={t('signIn.title')}>
      <Notice kind="info" title={t(demo ? 'signIn.demo' : 'signIn.off')} />
      {towns.map((town) => (
        <Section key={town.slug} title={t('signIn.towns', { town: town.name })}>
          <ul className="ll-plain-list ll-grid">
            {town.users.map((user) => (
              <li key={user.key} className="ll-card">
                <p>
                  <strong>{t(`role.${user.role}`)}</strong>
                  <br />
                  <span className="ll-muted">
                    {user.name} ({t('signIn.invented')}) – {t(`roleDoes.${user.role}`)}
                  </span>
                </p>
                <Form method="post" reloadDocument>
                  <input type="hidden" name="tenant" value={town.slug} />
                  <input type="hidden" name="user" value={user.key} />
                  {back && <input type="hidden" name="back" value={back} />}
                  <Button kind="secondary">{t('signIn.as', { name: user.name })}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}
