/**
 * Areas of the invented town in the order in which `drawTown` gives them (from the middle outwards, seed 28), with the
 * families that have a child there in an ordinary year. Harbour, business parks and the old airfield have hardly any.
 */
export const townSeed = 28

export const areaList: readonly (readonly [name: string, birthsAYear: number])[] = [
  ['Altstadt', 105],
  ['Marktviertel', 99],
  ['Hafenviertel', 83],
  ['Domviertel', 94],
  ['Bahnhofsviertel', 163],
  ['Schlossviertel', 121],
  ['Universitätsviertel', 112],
  ['Gerberviertel', 143],
  ['Brückenvorstadt', 153],
  ['Werftviertel', 175],
  ['Neustadt', 168],
  ['Südvorstadt', 190],
  ['Fabrikviertel', 223],
  ['Mühlenviertel', 178],
  ['Nordstadt', 211],
  ['Oststadt', 201],
  ['Klinikviertel', 136],
  ['Gründerviertel', 165],
  ['Lindenviertel', 150],
  ['Brauereiviertel', 158],
  ['Weststadt', 216],
  ['Gartenstadt', 144],
  ['Rosenhöhe', 117],
  ['Am Stadtpark', 133],
  ['Industriehafen', 6],
  ['Südstadt', 185],
  ['Heidesiedlung', 197],
  ['Am Wasserturm', 155],
  ['Alte Ziegelei', 128],
  ['Flussaue', 65],
  ['Klosterberg', 104],
  ['Schützenhof', 124],
  ['Sonnenhang', 139],
  ['Eichenhain', 97],
  ['Steinbruch', 109],
  ['Birkenhain', 119],
  ['Lindenau', 100],
  ['Tannenhof', 78],
  ['Oberfeld', 88],
  ['Neumuster', 146],
  ['Gewerbepark West', 9],
  ['Ostheide', 73],
  ['Wiesental', 87],
  ['Kirchmuster', 82],
  ['Erlenbruch', 61],
  ['Hohenfeld', 114],
  ['Mustersee', 92],
  ['Nordheide', 70],
  ['Krähenberg', 63],
  ['Musterwald', 21],
  ['Fuchsberg', 56],
  ['Südheide', 66],
  ['Rehgrund', 24],
  ['Mühlhofen', 53],
  ['Weidenhof', 46],
  ['Großmuster', 95],
  ['Altmuster', 18],
  ['Kleinmuster', 23],
  ['Flugfeld', 7],
  ['Bachhofen', 49],
]

/** Areas around which hardship gathers, with its weight. */
export const hardshipAround: readonly (readonly [name: string, weight: number])[] = [
  ['Fabrikviertel', 0.95],
  ['Werftviertel', 0.7],
  ['Nordstadt', 0.6],
  ['Am Wasserturm', 0.45],
]

/** Spellings of the youth office that differ from the town's own. */
export const otherSpellings: Readonly<Record<string, string>> = {
  Universitätsviertel: 'Univiertel',
  'Am Stadtpark': 'Stadtpark',
  'Gewerbepark West': 'Gewerbepark-West',
}

/** "Am Stadtpark" -> "am-stadtpark". */
export function areaKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(' ', '-')
}
