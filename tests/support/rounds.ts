/** How often something is tried: a sample in `npm test`, many more in `npm run proof`. */
export const rounds = (inTests: number, inProof: number): number =>
  process.env.LUECKENLOS_PROOF === 'on' ? inProof : inTests
