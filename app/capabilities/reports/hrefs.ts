import type { ReportEdition } from './report.ts'

/** Drafts have their own address beside the published edition of the same year. */
function query(edition: Pick<ReportEdition, 'state'>): string {
  return edition.state === 'draft' ? '?fassung=entwurf' : ''
}

/** `base`: "/hamm". */
export function reportHref(base: string, edition: Pick<ReportEdition, 'year' | 'state'>): string {
  return `${base}/berichte/${edition.year}${query(edition)}`
}

export function reportPdfHref(base: string, edition: Pick<ReportEdition, 'year' | 'state'>): string {
  return `${base}/berichte/${edition.year}/bericht.pdf${query(edition)}`
}

/** Whether the draft is asked for. */
export function wantsDraft(url: string): boolean {
  return new URL(url).searchParams.get('fassung') === 'entwurf'
}
