import { createContext, useContext } from 'react'

const ErrorReference = createContext('')

/** Around a page drawn on the server: the number under which its failure was logged; empty where nothing failed. */
export const ErrorReferenceProvider = ErrorReference.Provider

export const useErrorReference = (): string => useContext(ErrorReference)
