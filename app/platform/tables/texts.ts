import type { Texts } from '#app/texts/texts.ts'

/** Why a file isn't read, for every capability that takes tables: spread into its texts as `refusal`. */
export const refusalTextsDe = {
  empty: 'Die Datei ist leer.',
  'too-large':
    'Die Datei ist größer als {{limitMegabytes}} MB. Bitte teilen Sie sie auf, zum Beispiel nach Jahren.',
  'not-a-table': {
    image: 'Die Datei ist ein Bild und keine Tabelle. Bitte schicken Sie die Tabelle als CSV oder XLSX.',
    pdf: 'Die Datei ist ein PDF. Zahlen lassen sich daraus nicht sicher lesen; bitte schicken Sie die Tabelle als CSV oder XLSX.',
    word: 'Die Datei ist ein Word-Dokument. Bitte speichern Sie die Tabelle in Excel als XLSX oder CSV.',
    'open-document': 'Die Datei ist ein OpenDocument. Bitte speichern Sie sie als XLSX oder CSV.',
    'binary-excel': 'Die Datei ist eine binäre Excel-Datei (XLSB). Bitte speichern Sie sie als XLSX.',
    'web-page':
      'Die Datei ist eine Webseite, auch wenn ihr Name anders endet. Bitte speichern Sie sie in Excel als XLSX.',
    archive:
      'Die Datei ist ein Archiv und keine Tabelle. Bitte entpacken Sie es und schicken Sie die Tabelle.',
    binary: 'Die Datei enthält keinen lesbaren Text. Bitte schicken Sie die Tabelle als CSV oder XLSX.',
  },
  'old-excel': 'Die Datei hat das alte Excel-Format (XLS). Bitte speichern Sie sie als XLSX.',
  'password-protected':
    'Die Datei ist mit einem Passwort geschützt. Bitte heben Sie den Schutz auf und speichern Sie sie neu.',
  'broken-archive':
    'Die Excel-Datei oder das Archiv ist beschädigt und lässt sich nicht öffnen. Bitte speichern Sie sie neu.',
  'broken-workbook':
    'Die Excel-Datei ist im Inneren beschädigt. Bitte öffnen Sie sie in Excel und speichern Sie sie neu.',
  'unpacks-too-large': 'Die Datei wird beim Entpacken viel zu groß und wurde deshalb nicht gelesen.',
  'several-files':
    'Das Archiv enthält mehrere Tabellen: {{names}}. Bitte entpacken Sie es und schicken Sie jede Tabelle für sich.',
  'declares-entities':
    'Die Excel-Datei enthält Vorgaben, die in Tabellen nicht vorkommen, und wurde deshalb nicht gelesen.',
  'no-sheet': 'Die Excel-Datei enthält kein Tabellenblatt.',
  'unknown-sheet': 'Das Tabellenblatt „{{sheet}}“ gibt es in der Datei nicht.',
  'too-many-rows': 'Die Tabelle hat mehr als {{limit}} Zeilen. Bitte teilen Sie sie auf.',
  'too-many-columns':
    'Zeile {{row}} hat mehr als {{limit}} Spalten. Vermutlich ist das Trennzeichen ein anderes.',
  'mixed-encoding':
    'Ab Zeile {{row}} ist die Zeichenkodierung eine andere. Bitte speichern Sie die Datei neu als UTF-8.',
  'unknown-encoding':
    'Die Umlaute der Datei sind nicht lesbar (alte Zeichenkodierung). Bitte speichern Sie sie neu als UTF-8.',
  'broken-quotes': 'In Zeile {{row}} fehlt ein Anführungszeichen oder steht eines zu viel.',
} as const

export const refusalTextsEn: Texts<typeof refusalTextsDe> = {
  empty: 'The file is empty.',
  'too-large': 'The file is larger than {{limitMegabytes}} MB. Please split it, for example by year.',
  'not-a-table': {
    image: 'The file is a picture, not a table. Please send the table as CSV or XLSX.',
    pdf: 'The file is a PDF. Figures can’t be read from it safely; please send the table as CSV or XLSX.',
    word: 'The file is a Word document. Please save the table in Excel as XLSX or CSV.',
    'open-document': 'The file is an OpenDocument. Please save it as XLSX or CSV.',
    'binary-excel': 'The file is a binary Excel file (XLSB). Please save it as XLSX.',
    'web-page': 'The file is a web page, whatever its name says. Please save it in Excel as XLSX.',
    archive: 'The file is an archive, not a table. Please unpack it and send the table.',
    binary: 'The file holds no readable text. Please send the table as CSV or XLSX.',
  },
  'old-excel': 'The file has the old Excel format (XLS). Please save it as XLSX.',
  'password-protected':
    'The file is protected by a password. Please remove the protection and save it again.',
  'broken-archive': 'The Excel file or archive is damaged and can’t be opened. Please save it again.',
  'broken-workbook': 'The Excel file is damaged inside. Please open it in Excel and save it again.',
  'unpacks-too-large': 'The file becomes far too large when unpacked and was therefore not read.',
  'several-files':
    'The archive holds several tables: {{names}}. Please unpack it and send each table on its own.',
  'declares-entities':
    'The Excel file holds declarations that tables do not have and was therefore not read.',
  'no-sheet': 'The Excel file holds no sheet.',
  'unknown-sheet': 'There is no sheet “{{sheet}}” in the file.',
  'too-many-rows': 'The table has more than {{limit}} rows. Please split it.',
  'too-many-columns': 'Row {{row}} has more than {{limit}} columns. Probably the separator is another one.',
  'mixed-encoding':
    'From row {{row}} on the character encoding is another one. Please save the file again as UTF-8.',
  'unknown-encoding':
    'The umlauts of the file can’t be read (old character encoding). Please save it again as UTF-8.',
  'broken-quotes': 'In row {{row}} a quotation mark is missing or one too many.',
}
