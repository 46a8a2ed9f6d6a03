import { normaliseName } from '../reading/names.ts'

/** Headings of columns that say who somebody is, as normalised beginnings or wholes. */
const personal =
  /^(?:(?:vor|nach|familien|geburts|ruf|zu|kinds?|eltern|mutter|vater)?namen?(?:vorname|kind|deskindes)?|namevorname|vornamename|geburtsdatum|geburtstag|gebdatum|gebdat|gebam|geb|geborenam|dob|birthdate|dateofbirth|firstname|lastname|surname|strasse|strassehausnummer|strasseundhausnummer|strassehausnr|hausnummer|hausnr|anschrift|adresse|wohnanschrift|address|street|telefon|telefonnummer|tel|handy|mobil|email|emailadresse|mail|mailadresse|iban|kontonummer|versichertennummer|krankenversichertennummer|sozialversicherungsnummer|steuerid|ausweisnummer|aktenzeichen|az|unterschrift)$/

/** Whether a column by its heading holds what names a person: name, day of birth, address, ways to reach. */
export const isPersonal = (heading: string): boolean => personal.test(normaliseName(heading))
