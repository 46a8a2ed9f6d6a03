/** The id of a form field in the page: the summary of errors links to it. */
export function fieldId(name: string): string {
  return `feld-${name.replaceAll(/[^\p{L}\p{N}_-]/gu, '-')}`
}
