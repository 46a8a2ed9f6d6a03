/**
 * Marks of what may be done with a value. The marks exist for the compiler only (nothing at run time), so they
 * survive the way from loader to page. Only the capability `confidentiality` may put a mark on
 * (`tests/boundaries.test.ts` looks for casts elsewhere).
 */
declare const disclosed: unique symbol
declare const exact: unique symbol

/** Read from a released family, or computed from such values alone: every surface may show it. */
export type Disclosed<T> = T & { readonly [disclosed]: true }

/** Handed to one named person with the right to it, and logged: only internal pages may show it. */
export type Exact<T> = T & { readonly [exact]: true }
