/** The year in an address (`?jahr=2018`); undefined if there is none or it isn't one. */
export function readYearParameter(parameters: URLSearchParams): number | undefined {
  const text = parameters.get('jahr') ?? ''
  return /^(19|20)\d{2}$/.test(text) ? Number(text) : undefined
}
