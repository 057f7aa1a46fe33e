import { fileTypeFromBuffer } from 'file-type'
import { FileError } from '../failure.ts'
import { isControl } from './control-letters.ts'

const BEGINNING = 4200
const READ_AS_TEXT = new Set(['application/xml', 'text/html'])
/** What other programs write as text that can be read, and that is no table. */
const TEXTUAL = /^(?:text\/|application\/(?:pdf|postscript|eps|pgp-))/

/** How files begin, also where what follows is damaged or cut off. */
const SIGNATURES: readonly [signature: string, type: string][] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['\0\0\x01\0', 'image/x-icon'],
  ['%PDF-', 'application/pdf'],
  ['\x1f\x8b', 'application/gzip'],
  ['\x1f\x9d', 'application/x-compress'],
  ['\x1f\xa0', 'application/x-compress'],
  ['BZh9', 'application/x-bzip2'],
  ['\xfd7zXZ\0', 'application/x-xz'],
  ['7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
  ['Rar!\x1a\x07', 'application/x-rar-compressed'],
  ['\x28\xb5\x2f\xfd', 'application/zstd'],
  ['\x7fELF', 'application/x-elf'],
  ['\xca\xfe\xba\xbe', 'application/java-vm'],
  ['\0asm', 'application/wasm'],
  ['SQLite format 3\0', 'application/x-sqlite3'],
]
const LONGEST = 16

/** @throws FileError that says what the file is when its bytes are those of a picture, a document or an archive. */
export async function refuseForeignBytes(bytes: Uint8Array): Promise<void> {
  const beginning = bytes.subarray(0, BEGINNING)
  const letters = Buffer.from(beginning).toString('latin1')
  const signed = SIGNATURES.find(([signature]) => letters.slice(0, LONGEST).startsWith(signature))
  if (signed !== undefined) throw foreign(signed[1])
  const type = await fileTypeFromBuffer(beginning).catch(() => undefined)
  if (type === undefined || READ_AS_TEXT.has(type.mime)) return
  // Some signatures are two or three letters, with which numbers of parts begin as well, such as BME280.
  const isText = !beginning.some((byte) => byte === 0 || isControl(byte))
  if (isText && !TEXTUAL.test(type.mime)) return
  throw foreign(type.mime)
}

function foreign(type: string): FileError {
  return new FileError('NOT_IMPORTABLE', `This is a file of the type ${type}: save the list as CSV or XLSX`)
}
