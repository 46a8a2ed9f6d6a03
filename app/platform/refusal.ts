/** The software can't go on for a reason that the person at the terminal can understand and change. The message is German. */
export class Refusal extends Error {
  override name = 'Refusal'
}
