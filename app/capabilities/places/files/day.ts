import { z } from 'zod'

/** Whether it is a day between the founding of the first town's statistics and far ahead, as a date field gives it. */
export const isDay = (text: string): boolean =>
  z.iso.date().safeParse(text).success && text >= '1900-01-01' && text <= '2100-12-31'
