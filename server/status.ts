/** A question whose answer holds for a second from when it was asked (`now` in milliseconds); who comes meanwhile waits for it. */
export function askAtMostOnceASecond<Answer>(
  question: () => Promise<Answer>,
): (now: number) => Promise<Answer> {
  let asked: { readonly at: number; readonly answer: Promise<Answer> } | undefined
  return (now) => {
    if (!asked || now - asked.at >= 1_000 || now < asked.at) asked = { at: now, answer: question() }
    return asked.answer
  }
}
