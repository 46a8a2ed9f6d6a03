/** The provider of a tenant, with everything needed to talk with it. */
export type Provider = {
  readonly issuer: string
  readonly clientId: string
  /** Undefined when it was sealed with another installation's secret. */
  readonly clientSecret: string | undefined
  readonly label: string
  readonly groupClaim: string
  readonly trustsSecondFactor: boolean
  readonly enabled: boolean
}

/** What an administrator enters; without a secret the former one stays. */
export type ProviderInput = Omit<Provider, 'clientSecret'> & { readonly clientSecret: string | undefined }
