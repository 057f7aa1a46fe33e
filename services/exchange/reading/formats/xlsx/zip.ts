import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { FileError } from '../../failure.ts'
import { MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO, MAX_ZIP_ENTRIES } from '../../limits.ts'

/** A small entry may shrink by any ratio. */
const RATIO_FROM_BYTES = 1_000_000

/** The entries of a zip file by name. What is unpacked is counted as it comes, whatever the file says of its sizes. */
export class Zip {
  readonly #file: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>
  #unpacked = 0

  constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file
    this.#entries = entries
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /**
   * Unpacks an entry.
   *
   * @param onText is given the text of the entry bit by bit.
   * @throws FileError when the entry is missing, damaged, encrypted, or unpacks to too much.
   */
  async read(name: string, onText: (text: string) => void): Promise<void> {
    const entry = this.#entries.get(name)
    if (entry === undefined) throw damaged(`it lacks ${shownName(name)}`)
    if (entry.isEncrypted()) throw new FileError('ENCRYPTED', 'The file is protected by a password: save it without')
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.#file.openReadStream(entry, (error, opened) => (error ? reject(damaged(error.message)) : resolve(opened)))
    })
    const decoder = new TextDecoder('utf-8')
    let size = 0
    let checksum = 0
    try {
      for await (const chunk of stream) {
        if (typeof chunk === 'string') continue
        size += chunk.length
        checksum = crc32(chunk, checksum)
        this.#count(chunk.length, size, entry.compressedSize)
        onText(decoder.decode(chunk, { stream: true }))
      }
    } catch (error) {
      throw error instanceof FileError ? error : damaged(error instanceof Error ? error.message : String(error))
    }
    if (checksum !== entry.crc32) throw damaged(`the checksum of ${shownName(name)} is wrong`)
    onText(decoder.decode())
  }

  #count(bytes: number, size: number, compressedSize: number): void {
    this.#unpacked += bytes
    const ratio = size > RATIO_FROM_BYTES ? size / Math.max(compressedSize, 1) : 0
    if (this.#unpacked <= MAX_UNPACKED_BYTES && ratio <= MAX_UNPACKED_RATIO) return
    throw new FileError('BOMB', 'The file unpacks to far more than a list of parts: save it anew as CSV or XLSX')
  }
}

function shownName(name: string): string {
  return name.slice(0, 60)
}

function damaged(reason: string): FileError {
  const plain = reason.slice(0, 200).replace(/[.\s]+$/, '')
  return new FileError('UNREADABLE', `The file is damaged: ${plain}. Save it anew`)
}

/** @throws FileError when the bytes are no sound zip file. */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const file = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, strictFileNames: false }, (error, opened) =>
      error ? reject(damaged(error.message)) : resolve(opened),
    )
  })
  if (file.entryCount > MAX_ZIP_ENTRIES)
    throw new FileError('BOMB', `The file has more than ${MAX_ZIP_ENTRIES} entries`)
  return new Zip(file, await entriesOf(file))
}

function entriesOf(file: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    file.on('error', (error) => reject(damaged(error.message)))
    file.on('end', () => resolve(entries))
    file.on('entry', (entry: Entry) => {
      if (entries.has(entry.fileName)) return reject(damaged(`it has ${shownName(entry.fileName)} twice`))
      entries.set(entry.fileName, entry)
      if (entries.size > MAX_ZIP_ENTRIES) return reject(new FileError('BOMB', 'The file has too many entries'))
      file.readEntry()
    })
    file.readEntry()
  })
}
