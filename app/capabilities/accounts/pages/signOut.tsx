import { redirect } from 'react-router'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { removeSession } from '../signIn/sessions.server.ts'
import type { Route } from './+types/signOut'

export function loader() {
  return redirect('/')
}

export async function action({ context }: Route.ActionArgs) {
  const { database, sessionToken } = context.get(requestContext)
  if (sessionToken) await database.shared((shared) => removeSession(shared, sessionToken))
  return redirect('/', { headers: { 'Set-Cookie': 'sitzung=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0' } })
}
