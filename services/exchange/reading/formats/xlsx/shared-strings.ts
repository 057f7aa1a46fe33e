import { readXml } from './xml.ts'
import type { Zip } from './zip.ts'

const NAME = 'xl/sharedStrings.xml'

/** The texts that cells refer to by number; the pieces of rich text are joined, and how they are read aloud is left out. */
export async function readSharedStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = []
  if (!zip.has(NAME)) return strings
  let text = ''
  let inText = false
  let phonetic = 0
  await readXml(zip, NAME, {
    open: ({ name }) => {
      if (name === 'si') text = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') phonetic++
    },
    text: (piece) => {
      if (inText && phonetic === 0) text += piece
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') strings.push(unescapeLetters(text))
    },
  })
  return strings
}

/** Spreadsheets write letters that XML cannot hold as `_x000D_`. */
export function unescapeLetters(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
