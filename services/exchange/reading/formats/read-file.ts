import { FileError } from '../failure.ts'
import type { FormatChoices, RawTable } from '../raw-table.ts'
import { decodeText, ENCODINGS, type Encoding } from './decode-text.ts'
import { readJson } from './json/read-json.ts'
import { readText } from './read-text.ts'
import { refuseForeignBytes } from './refuse-foreign-bytes.ts'

/** Of an entry, of the directory of an archive without any, and of one in several pieces. Part numbers begin with PK as well. */
const ZIPS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x50, 0x4b, 0x07, 0x08],
]
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const JSON_START = /^\s*[[{]/

/**
 * The cells of a file. What it is shows in its bytes, never in its name.
 *
 * @throws FileError when it cannot be read.
 */
export async function readFile(bytes: Uint8Array, choices: FormatChoices): Promise<RawTable> {
  if (bytes.length === 0) throw new FileError('EMPTY', 'The file is empty')
  // The readers of workbooks are large, and most files are none.
  if (ZIPS.some((zip) => beginsWith(bytes, zip))) return (await import('./xlsx/read-xlsx.ts')).readXlsx(bytes, choices)
  if (beginsWith(bytes, COMPOUND)) return (await import('./xls.ts')).readXls(bytes, choices)
  await refuseForeignBytes(bytes)
  const decoded = decodeText(bytes, encodingNamed(choices.encoding))
  if (JSON_START.test(decoded.text)) return readJson(decoded.text, decoded.encoding, choices.kind)
  return readText(decoded, choices)
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function encodingNamed(name: string | undefined): Encoding | undefined {
  return ENCODINGS.find((encoding) => encoding === name)
}
