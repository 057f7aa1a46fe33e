const RIGHT_TO_LEFT = '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc'
/** Words that are written from the right, with the blanks and marks between them. */
const RUN = new RegExp(`[${RIGHT_TO_LEFT}]+(?:[\\s\\p{P}]+[${RIGHT_TO_LEFT}]+)*`, 'gu')
const STRONG = new RegExp(`[${RIGHT_TO_LEFT}]|\\p{L}`, 'u')

function isRightToLeft(letter: string): boolean {
  return new RegExp(`[${RIGHT_TO_LEFT}]`, 'u').test(letter)
}

/**
 * Takes a line apart into pieces of one direction, from the left to the right as they are drawn. Fonts draw each piece in
 * its own direction, and a line of both as if it had one. A line whose first letter is written from the right begins there.
 */
export function piecesOf(line: string): string[] {
  const pieces: string[] = []
  let end = 0
  // Blanks between pieces are pieces of their own: they stay between them when the order is turned.
  const add = (text: string) => pieces.push(...text.split(/^(\s+)|(\s+)$/u).filter((piece) => piece))
  for (const { 0: run, index } of line.matchAll(RUN)) {
    add(line.slice(end, index))
    pieces.push(run)
    end = index + run.length
  }
  add(line.slice(end))
  return isRightToLeft(STRONG.exec(line)?.[0] ?? '') ? pieces.reverse() : pieces
}
