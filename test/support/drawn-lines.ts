import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'

const { OPS } = await getResolvedPDFJS()

/** The signs of a text as they are drawn, from the left. */
function signsOf(drawn: unknown): string {
  if (!Array.isArray(drawn)) return ''
  const signs = drawn.map((glyph: unknown) => {
    return typeof glyph === 'object' && glyph !== null && 'unicode' in glyph ? String(glyph.unicode) : ''
  })
  return signs.join('')
}

/**
 * The lines of each page of a PDF, sign by sign from the left as they are seen. Readers of texts put those of scripts from the
 * right in the order of reading.
 */
export async function drawnLinesOf(pdf: Buffer): Promise<string[][]> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages = []
  for (let number = 1; number <= document.numPages; number++) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList()
    const lines = new Map<number, { x: number; signs: string }[]>()
    let [x, y] = [0, 0]
    for (const [place, operator] of fnArray.entries()) {
      const [given]: [Record<string, number>?] = argsArray[place] ?? []
      if (operator === OPS.setTextMatrix) [x, y] = [given?.[4] ?? 0, given?.[5] ?? 0]
      if (operator === OPS.showText) lines.set(y, [...(lines.get(y) ?? []), { x, signs: signsOf(given) }])
    }
    const sorted = Array.from(lines.values(), (pieces) => pieces.toSorted((one, other) => one.x - other.x))
    const seen = sorted.map((pieces) => pieces.map(({ signs }) => signs).join(''))
    pages.push(seen.map((line) => line.replaceAll('\u00a0', ' ').replaceAll('μ', 'µ')))
  }
  return pages
}
