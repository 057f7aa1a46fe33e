const BLACK_ON_WHITE = '\x1b[30;107m'
const RESET = '\x1b[0m'
/** Modules that scanners want around a code. */
const QUIET_ZONE = 2

/** Two rows of modules in one row of half blocks. Where the terminal sets no colours, blocks are the light modules. */
async function drawCode(text: string, { colours }: { colours: boolean }): Promise<string[]> {
  const { encode } = await import('uqr')
  const { data, size } = encode(text, { ecc: 'L', border: QUIET_ZONE })
  const isInk = (row: number, column: number) => (data[row]?.[column] ?? false) === colours
  const lines: string[] = []
  for (let row = 0; row < size; row += 2) {
    let line = ''
    for (let column = 0; column < size; column++) {
      const [upper, lower] = [isInk(row, column), row + 1 < size ? isInk(row + 1, column) : !colours]
      line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' '
    }
    lines.push(colours ? `${BLACK_ON_WHITE}${line}${RESET}` : line)
  }
  return lines
}

/**
 * What a terminal shows to pair a device: a QR code of the first link, and the links.
 *
 * @param colours whether the output is a terminal that knows colours, so that the code is black on white there.
 */
export async function showLinks(
  heading: string,
  links: readonly string[],
  { colours }: { colours: boolean },
): Promise<string> {
  const [first = ''] = links
  return ['', heading, '', ...(await drawCode(first, { colours })), '', ...links.map((link) => `  ${link}`), ''].join(
    '\n',
  )
}
