/**
 * The path of a page as the router understands it, whatever way it was written: it decodes (`%65xport`), takes small and
 * capital letters for the same and overlooks slashes at the end; `.data` asks for the data of the same page. Rules by path
 * compare with this form only, otherwise another spelling would walk past them. An unreadable path stays as it is.
 */
export function pagePath(pathname: string): string {
  return (
    decoded(pathname)
      .toLowerCase()
      .replace(/\/{2,}/g, '/')
      .replace(/(\/_|\/_root)?\.data$/, '')
      .replace(/\/+$/, '') || '/'
  )
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
