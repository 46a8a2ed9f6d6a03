/** A part of a long list; in the address as `?seite=2`. */
export type Paging = {
  readonly page: number
  readonly pages: number
  readonly from: number
  readonly to: number
  readonly total: number
}

const pageParameter = 'seite'

/** Which page the address asks for; anything that is no page gives the nearest one. Lists up to `size` have one page. */
export function readPaging(parameters: URLSearchParams, total: number, size: number): Paging {
  const pages = Math.max(1, Math.ceil(total / size))
  const wanted = Math.trunc(Number(parameters.get(pageParameter) ?? 1)) || 1
  const page = Math.min(pages, Math.max(1, wanted))
  return { page, pages, from: (page - 1) * size, to: Math.min(total, page * size), total }
}

/** The rows of this page. */
export const rowsOfPage = <Row>(rows: readonly Row[], { from, to }: Paging): readonly Row[] =>
  rows.slice(from, to)

/** The address of another page of the same view. */
export function pageSearch(search: string, page: number): string {
  const parameters = new URLSearchParams(search)
  if (page === 1) parameters.delete(pageParameter)
  else parameters.set(pageParameter, String(page))
  const text = parameters.toString()
  return text === '' ? '?' : `?${text}`
}
