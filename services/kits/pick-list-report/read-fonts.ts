import { readFile } from 'node:fs/promises'

/** Contents of the font files, in a format that PDF can embed. */
export interface ReportFonts {
  regular: Uint8Array
  bold: Uint8Array
}

/** The standard fonts of PDF lack Ω and other signs of electronics, so the report has its own. */
export async function readFonts(): Promise<ReportFonts> {
  const [regular, bold] = await Promise.all([readFont('DejaVuSansCondensed'), readFont('DejaVuSansCondensed-Bold')])
  return { regular, bold }
}

function readFont(name: string): Promise<Buffer> {
  return readFile(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)))
}
