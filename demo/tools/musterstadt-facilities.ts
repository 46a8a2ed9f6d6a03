/**
 * Facilities of the invented town, all invented: where they lie (metres east and north of the middle of their area) and what they
 * are. Two have no coordinates, as in many a list of an office: they are in the table but not on the map.
 */
export type Facility = readonly [
  name: string,
  kind: string,
  street: string,
  number: string,
  area: string,
  place: readonly [east: number, north: number] | undefined,
]

export const facilities: readonly Facility[] = [
  ['Kita Kieselstein', 'Kita', 'Turmgasse', '4', 'Altstadt', [40, -60]],
  ['Kita Marktmäuse', 'Kita', 'Am Marktbrunnen', '11', 'Marktviertel', [-70, 30]],
  ['Kita Hafenkante', 'Kita', 'Kaistraße', '27', 'Hafenviertel', [20, 50]],
  ['Kita Werftzwerge', 'Kita', 'Werftallee', '9 a', 'Werftviertel', [90, 10]],
  ['Kita Fabrikhof', 'Kita', 'Spindelweg', '3', 'Fabrikviertel', [-40, -80]],
  ['Kita Nordstern', 'Kita', 'Nordring', '118', 'Nordstadt', [60, 70]],
  ['Kita Rosenhöhe', 'Kita', 'Rosenpfad', '15', 'Rosenhöhe', [-30, 20]],
  ['Kita Heidekraut', 'Kita', 'Heideweg', '62', 'Heidesiedlung', undefined],
  ['Kita Mühlrad', 'Kita', 'Mühlengraben', '8', 'Mühlenviertel', [10, -20]],
  ['Familienzentrum Brücke', 'Familienzentrum', 'Brückenstraße', '31', 'Brückenvorstadt', [30, 40]],
  ['Familienzentrum Wasserturm', 'Familienzentrum', 'Am Wasserturm', '2', 'Am Wasserturm', [-20, 10]],
  ['Familienzentrum Weststadt', 'Familienzentrum', 'Westwall', '75', 'Weststadt', [50, -30]],
  ['Grundschule am Dom', 'Grundschule', 'Domplatz', '6', 'Domviertel', [-60, -10]],
  ['Grundschule Südvorstadt', 'Grundschule', 'Südstraße', '44', 'Südvorstadt', [20, 90]],
  ['Grundschule Gartenstadt', 'Grundschule', 'Fliederweg', '20', 'Gartenstadt', [0, -50]],
  ['Gesamtschule Neustadt', 'Gesamtschule', 'Neuer Wall', '101', 'Neustadt', [-90, 60]],
  ['Berufskolleg Klinikviertel', 'Berufskolleg', 'Lazarettstraße', '17', 'Klinikviertel', [70, -20]],
  ['Jugendzentrum Drehscheibe', 'Jugendzentrum', 'Gleisstraße', '5', 'Bahnhofsviertel', [40, 30]],
  ['Jugendzentrum Oststadt', 'Jugendzentrum', 'Ostpark', '1', 'Oststadt', [-50, 0]],
  ['Jugendtreff Lindenau', 'Jugendtreff', 'Lindenhof', '12', 'Lindenau', [15, 15]],
  ['Kinderklinik Musterstadt', 'Klinik', 'Klinikallee', '1', 'Klinikviertel', [-40, 60]],
  ['Hebammenpraxis Morgentau', 'Hebammenpraxis', 'Gerbergasse', '23', 'Gerberviertel', [30, -40]],
  ['Sozialpädiatrisches Zentrum', 'Gesundheit', 'Schlossallee', '50', 'Schlossviertel', [0, 20]],
  ['Erziehungsberatung am Stadtpark', 'Beratungsstelle', 'Parkweg', '7', 'Am Stadtpark', [25, -15]],
  ['Schwangerenberatung Südstadt', 'Beratungsstelle', 'Südring', '88', 'Südstadt', undefined],
]
