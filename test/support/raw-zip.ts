import { crc32 } from 'node:zlib'

/** An entry of a zip file as it is written, true or not. */
export interface RawEntry {
  name: string
  content?: Buffer | string
  /** Of the general purpose flags: 1 says that it is encrypted. */
  flags?: number
  /** What the directory says of its size. */
  saidSize?: number
}

function fields(...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes)
      if (bytes === 2) field.writeUInt16LE(value)
      else field.writeUInt32LE(value)
      return field
    }),
  )
}

/** A zip file whose entries are not compressed, with names and sizes as they are given. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', flags = 0, saidSize } of entries) {
    const [plain, title] = [Buffer.from(content), Buffer.from(name)]
    // What is encrypted begins with twelve bytes of its own.
    const bytes = (flags & 1) === 1 ? Buffer.concat([Buffer.alloc(12), plain]) : plain
    const size = saidSize ?? plain.length
    const common = fields(
      [2, flags],
      [2, 0],
      [2, 0],
      [2, 0x21],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, size],
      [2, title.length],
      [2, 0],
    )
    const file = Buffer.concat([fields([4, 0x04034b50], [2, 20]), common, title, bytes])
    directory.push(
      Buffer.concat([
        fields([4, 0x02014b50], [2, 20], [2, 20]),
        common,
        fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
        title,
      ]),
    )
    files.push(file)
    offset += file.length
  }
  const list = Buffer.concat(directory)
  const count = Math.min(entries.length, 0xffff)
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, offset], [2, 0])
  return Buffer.concat([...files, list, end])
}
