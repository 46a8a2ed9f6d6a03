import { redirect } from 'react-router'
import { endCurrentSession } from '../signIn/currentSession.server.ts'
import type { Route } from './+types/signOut'

export function loader() {
  return redirect('/')
}

export async function action({ context }: Route.ActionArgs) {
  const { headers, farewell } = await endCurrentSession(context)
  return redirect(farewell, { headers })
}
