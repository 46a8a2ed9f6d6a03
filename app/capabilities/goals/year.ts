/** The year in the address (`?jahr=2018`), if it is one. */
export function readYear(parameters: URLSearchParams): number | undefined {
  const text = parameters.get('jahr') ?? ''
  return /^\d{4}$/.test(text) ? Number(text) : undefined
}
