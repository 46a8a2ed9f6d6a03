import { createContext, useContext } from 'react'

/** What the frame around a page knows and the page's title repeats. */
type Frame = { readonly product: string; readonly town: string | undefined }

const FrameContext = createContext<Frame>({ product: '', town: undefined })

export const FrameProvider = FrameContext.Provider

/** The name of a window or tab, the nearest first: "Heessen · Hamm · Lückenlos". */
export function useWindowTitle(page: string): string {
  const { product, town } = useContext(FrameContext)
  const parts = [page, town, product].filter((part) => part !== undefined && part !== '')
  return [...new Set(parts)].join(' · ')
}
