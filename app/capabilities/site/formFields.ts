/** Gives the text of a field of a form, or nothing where there is none, or a file. */
export function fieldReader(form: FormData): (name: string) => string | undefined {
  return (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : undefined
  }
}
