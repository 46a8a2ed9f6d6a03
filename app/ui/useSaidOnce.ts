import { useEffect } from 'react'
import type { useLocation } from 'react-router'

/** The word in the address of a page that says what has just been done. */
const doneWord = 'erledigt'

/**
 * Takes what was said out of the address once it is shown, so that neither a reload nor the way back says it again when it
 * may no longer be so. Only the address changes: nothing is asked for, and the router's own entry in the history stays.
 * Without JavaScript it stays in the address.
 */
export function useSaidOnce({ key, search }: Pick<ReturnType<typeof useLocation>, 'key' | 'search'>): void {
  useEffect(() => {
    // Of each visit one: the same can be done twice on a page.
    if (key === '' || !new URLSearchParams(search).has(doneWord)) return
    const address = new URL(window.location.href)
    address.searchParams.delete(doneWord)
    window.history.replaceState(window.history.state, '', address)
  }, [key, search])
}
