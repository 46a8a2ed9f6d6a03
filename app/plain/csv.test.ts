import { describe, expect, test } from 'vitest'
import { csvField, csvLine } from './csv.ts'

describe('a field of a CSV file', () => {
  test('that a spreadsheet would run as a formula is defused; numbers and words are left alone', () => {
    expect(csvField('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"')
    expect(['+1+1', '-2+3', '@SUM(A1)', '\tx', '-'].map(csvField)).toEqual([
      "'+1+1",
      "'-2+3",
      "'@SUM(A1)",
      "'\tx",
      "'-",
    ])
    expect(['＝1', '＋1', '－1', '＠SUM(A1)'].map(csvField)).toEqual(["'＝1", "'＋1", "'－1", "'＠SUM(A1)"])
    expect(csvField('\n=1')).toBe(`"'\n=1"`)
    const harmless = ['-0,6', '-12', '82.5', 'Heessen', 'geheim', '']
    expect(harmless.map(csvField)).toEqual(harmless)
  })

  test('with separators, quotes or line breaks is quoted', () => {
    expect(csvField('Hamm; Westen')).toBe('"Hamm; Westen"')
    expect(csvField('Hamm, Westen')).toBe('"Hamm, Westen"')
    expect(csvField('das „gute“ "Wort"')).toBe('"das „gute“ ""Wort"""')
    expect(csvField('zwei\nZeilen')).toBe('"zwei\nZeilen"')
  })
})

test('a line keeps its fields apart, numbers with a decimal comma too', () => {
  expect(csvLine(['a', '82,5', 'b;c'], ';')).toBe('a;82,5;"b;c"\r\n')
  expect(csvLine(['a', '82,5', '=1'], ',')).toBe(`a,"82,5",'=1\r\n`)
})
