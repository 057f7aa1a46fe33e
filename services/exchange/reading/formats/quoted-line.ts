/**
 * The cells of a line that has quotes: those at the beginning of a cell are its quotes, doubled inside, others are letters.
 *
 * @returns null when a cell is not closed on the line, or something stands behind its quote.
 */
export function cellsOfQuotedLine(line: string, delimiter: string): string[] | null {
  const cells: string[] = []
  for (let at = 0; ; ) {
    if (line[at] !== '"') {
      const end = line.indexOf(delimiter, at)
      cells.push(end < 0 ? line.slice(at) : line.slice(at, end))
      if (end < 0) return cells
      at = end + delimiter.length
      continue
    }
    const end = closingQuote(line, at + 1)
    if (end < 0) return null
    const text = line.slice(at + 1, end)
    cells.push(text.includes('"') ? text.replaceAll('""', '"') : text)
    if (end + 1 === line.length) return cells
    if (!line.startsWith(delimiter, end + 1)) return null
    at = end + 1 + delimiter.length
  }
}

/** @returns where the quote stands that closes a cell; -1 for nowhere. */
function closingQuote(line: string, from: number): number {
  let end = line.indexOf('"', from)
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
  return end
}
