import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'

const SIGNATURES: readonly [what: string, signature: string][] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff\xe0'],
  ['gif', 'GIF89a'],
  ['bmp', 'BM\x36\0\x0c\0\0\0\0\0\x36\0'],
  ['tiff', 'II*\0'],
  ['webp', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['icon', '\0\0\x01\0\x01\0'],
  ['pdf', '%PDF-1.7\n'],
  ['gzip', '\x1f\x8b\x08\0'],
  ['bzip2', 'BZh91AY&SY'],
  ['xz', '\xfd7zXZ\0'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['rar', 'Rar!\x1a\x07\x01\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['exe', 'MZ\x90\0\x03\0'],
  ['elf', '\x7fELF\x02\x01\x01'],
  ['class', '\xca\xfe\xba\xbe'],
  ['wasm', '\0asm\x01\0\0\0'],
  ['sqlite', 'SQLite format 3\0'],
  ['zip', 'PK\x03\x04'],
  ['empty zip', `PK\x05\x06${'\0'.repeat(18)}`],
  ['xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['nothing known', '\x01\x02\x03\x04\x05\x06'],
]
const bytes = (letters: string) => Buffer.from(letters, 'latin1')
const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919 + ((at * at) >> 3)) % 256))

t.test('what begins as another kind of file is refused, whatever follows', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const follows = { zeros: Buffer.alloc(3000), nothing: Buffer.alloc(0), noise }
  for (const [place, [what, signature]] of SIGNATURES.entries()) {
    for (const [name, rest] of Object.entries(follows).slice(0, place % 4 === 0 ? 3 : 1)) {
      const read = await imports.upload(Buffer.concat([bytes(signature), rest]), { name: 'list.csv' })
      t.equal(read.status, 'failed', `${what} and ${name}`)
      t.match(read.error_code, /^(?:NOT_IMPORTABLE|UNREADABLE|ENCRYPTED)$/, `${what} and ${name}`)
    }
  }
})

t.test('lists that begin with letters of other files are read', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  for (const number of ['BME280', 'MZ1206', 'PKM22EPP', 'GIF100', 'BZX84C5V1', 'MMBT3904', 'ID3000', 'II2C', 'FWS12']) {
    const read = await imports.upload(`${number}\t5\n${number}A\t6\n`)
    t.equal(read.status, 'proposed', `${number}: ${read.error}`)
  }
})

t.test('a header row that the file does not have is refused with those that it has', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const read = await imports.upload('MPN,Qty\nHR100,1\n\nHR101,2\n', {
    kind: 'parts_list',
    options: { stock: 'ignore' },
  })
  const change = (payload: object) => app.inject({ method: 'PATCH', url: `/api/imports/${read.id}`, payload })
  for (const row of [5, 99_999]) {
    const refused = await change({ version: read.version, header_row: row })
    t.equal(refused.statusCode, 400)
    t.equal(
      refused.json().error,
      'header_row is no row of the file: there are 1 to 4, and 0 says that it has no headers',
    )
  }
  t.match(await imports.read(read.id), { status: 'proposed', version: read.version })
  const none = await imports.settled(await change({ version: read.version, header_row: 0 }))
  t.match(none, { status: 'proposed', columns: [{ header: 'A' }, { header: 'B' }] })
  const other = await imports.settled(await change({ version: none.version, header_row: 4 }))
  t.match(other, { status: 'failed', error_code: 'EMPTY' })
  const beyond = await imports.settled(await change({ version: other.version, header_row: 77, delimiter: ',' }))
  t.match(beyond, {
    status: 'failed',
    error_code: 'UNREADABLE',
    error: 'header_row: there is no row 77, the last one is 4: choose another row, or 0 for none',
  })
  const again = await imports.settled(await change({ version: beyond.version, header_row: 1 }))
  t.match(again, { status: 'proposed', summary: { rows: 2 } })
})
