import { fileTypeFromBuffer } from 'file-type'
import { FileError } from '../failure.ts'

const READ_AS_TEXT = new Set(['application/xml', 'text/html'])

/** @throws FileError that says what the file is when its bytes are those of a picture, a document or an archive. */
export async function refuseForeignBytes(bytes: Uint8Array): Promise<void> {
  const type = await fileTypeFromBuffer(bytes.subarray(0, 4200)).catch(() => undefined)
  if (type === undefined || READ_AS_TEXT.has(type.mime)) return
  throw new FileError('NOT_IMPORTABLE', `This is a file of the type ${type.mime}: save the list as CSV or XLSX`)
}
