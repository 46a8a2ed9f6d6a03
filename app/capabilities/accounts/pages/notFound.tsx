import { notFound } from '#app/capabilities/accounts/visit.server.ts'

/** Any address that is no page: answered like every unknown thing, in the reader's language and with their name in the header. */
export function loader(): never {
  notFound()
}

export function action(): never {
  notFound()
}

/** Never drawn: the error page is. */
export default function NotFound() {
  return null
}
