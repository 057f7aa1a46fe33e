import { readXml } from './xml.ts'
import type { Zip } from './zip.ts'

const NAME = 'xl/styles.xml'
/** Numbers of the formats that show a date or a time and are in no file. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58])
const QUOTED = /"[^"]*"|\\.|\[[^\]]*\]|_./g

/** Which styles of cells show a number as a date, by their place in the list of styles. */
export async function readDateStyles(zip: Zip): Promise<boolean[]> {
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  if (!zip.has(NAME)) return styles
  let inCellStyles = false
  await readXml(zip, NAME, {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) styles.push(isDateFormat(Number(attributes.numFmtId), formats))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}

function isDateFormat(id: number, formats: ReadonlyMap<number, string>): boolean {
  const code = formats.get(id)
  return code === undefined ? BUILT_IN.has(id) : isDateCode(code)
}

/** Whether a number format shows days or years. */
export function isDateCode(code: string): boolean {
  return /[dy]/i.test(code.replaceAll(QUOTED, ''))
}

const DAY_MS = 86_400_000

/** The day of a serial number, as ISO 8601. */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  // The calendar of 1900 has a 29th of February that never was; days before it are not dates that anybody wrote.
  const day = Date.UTC(1899, 11, 30) + Math.floor(serial + (is1904 ? 1462 : 0)) * DAY_MS
  const date = new Date(day)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 10)
}
