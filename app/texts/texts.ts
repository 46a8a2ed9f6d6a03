/** The shape of a text table with any wording: English must have every key that German has, no more, no less. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }
