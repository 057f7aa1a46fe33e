import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { makeWorkbook, makeZip, textRow } from '../../support/make-workbook.ts'
import { rawZip } from '../../support/raw-zip.ts'

type Case = readonly [name: string, content: Buffer | string | Uint8Array, outcome: string | RegExp]

const TEXTS: readonly Case[] = [
  ['a mark alone', Buffer.from([0xff, 0xfe]), 'EMPTY'],
  ['blanks alone', ' \n\t\n  ', 'EMPTY'],
  ['UTF-7', '+AE0AUABO-,Qty\n+AEEA-,1\n', /proposed|NOT_IMPORTABLE/],
  [
    'UTF-16 of an odd length',
    Buffer.concat([Buffer.from('\ufeffMPN,Qty\nAB12,1\n', 'utf16le'), Buffer.from('x')]),
    'proposed',
  ],
  ['halves of pairs', Buffer.from('\ufeffMPN,Qty,Note\nAB12,1,\ud800x\n', 'utf16le'), 'proposed'],
  ['zeros', Buffer.alloc(100_000), /EMPTY|NOT_IMPORTABLE|UNREADABLE|LINE_TOO_LONG|proposed/],
  ['quotes without end', `MPN,Qty\n${'"",'.repeat(400_000)}\n`, /LINE_TOO_LONG|TOO_MANY_COLUMNS|EMPTY/],
  ['quotes in quotes', `MPN,Qty\n${'""""'.repeat(300_000)},1\n`, /LINE_TOO_LONG|UNREADABLE|proposed/],
  ['a million lines', '\n'.repeat(1_000_000), /EMPTY|TOO_MANY_ROWS/],
  ['half a million lines below a header', `MPN,Qty\n${'\n'.repeat(500_000)}`, 'TOO_MANY_ROWS'],
  ['too many cells', `MPN,Qty\n${`${','.repeat(490)}\n`.repeat(4200)}`, 'TOO_MANY_CELLS'],
  ['one long line', 'x'.repeat(1_000_000), /EMPTY|proposed/],
  ['a line that is too long', `MPN,Qty\n${'x'.repeat(1_100_000)},1\n`, 'LINE_TOO_LONG'],
  ['a cell that is too long', `MPN,Qty,Note\nAB12,1,${'x'.repeat(60_000)}\n`, 'proposed'],
  ['names of prototypes', 'MPN,Qty,__proto__,constructor\n__proto__,1,x,y\ntoString,2,x,y\n', 'proposed'],
]

const JSONS: readonly Case[] = [
  [
    'prototypes in JSON',
    '[{"__proto__":{"admin":true},"mpn":"AB12","qty":1,"constructor":{"prototype":{}}}]',
    'proposed',
  ],
  ['a number without end', '[{"mpn":"AB12","qty":1e400},{"mpn":"CD34","qty":-1e400}]', 'proposed'],
  ['a key twice', '[{"mpn":"AB12","mpn":"CD34","qty":1}]', 'proposed'],
  ['JSON too deep', `[${'{"a":'.repeat(30)}1${'}'.repeat(30)}]`, 'UNREADABLE'],
  ['too many keys', `[{${Array.from({ length: 501 }, (_, n) => `"k${n}":1`).join()}}]`, 'UNREADABLE'],
  ['too many columns', JSON.stringify(Array.from({ length: 501 }, (_, n) => ({ [`k${n}`]: 1 }))), 'TOO_MANY_COLUMNS'],
  ['too many objects', `[${'{"a":1},'.repeat(200_000)}{"a":1}]`, 'TOO_MANY_ROWS'],
  ['no list', '{"a":{"b":1}}', 'UNREADABLE'],
  ['JSON cut off', '[{"mpn":"AB12"', 'UNREADABLE'],
]

async function workbooks(): Promise<Case[]> {
  const rows = textRow(1, 'MPN', 'Qty', 'Note') + textRow(2, 'AB1234', '1', '=HYPERLINK("http://x")')
  const good = await makeWorkbook({ Parts: rows })
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
  const external =
    '<Relationships><Relationship Id="rId9" Type="x/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
  const workbook = '<workbook><sheets/></workbook>'
  const many = Array.from({ length: 100_000 }, (_, n) => ({ name: `e${n}` }))
  return [
    [
      'a zip of zips',
      await makeZip([
        ['a.zip', 'PK'],
        ['b.zip', 'PK'],
      ]),
      'NOT_IMPORTABLE',
    ],
    ['one entry that unpacks to a lot', await makeWorkbook({ Parts: rows + ' '.repeat(40_000_000) }), 'BOMB'],
    ['100,000 entries', rawZip(many), /BOMB|UNREADABLE/],
    [
      'names of other folders',
      rawZip([{ name: 'xl/workbook.xml', content: workbook }, { name: '../../etc/passwd' }]),
      'UNREADABLE',
    ],
    ['absolute names', rawZip([{ name: 'xl/workbook.xml', content: workbook }, { name: '/etc/passwd' }]), 'UNREADABLE'],
    [
      'a workbook twice',
      rawZip([
        { name: 'xl/workbook.xml', content: workbook },
        { name: 'xl/workbook.xml', content: workbook },
      ]),
      'UNREADABLE',
    ],
    ['an encrypted entry', rawZip([{ name: 'xl/workbook.xml', content: workbook, flags: 1 }]), 'ENCRYPTED'],
    [
      'a size that is a lie',
      rawZip([{ name: 'xl/workbook.xml', content: workbook, saidSize: 0xffffffff }]),
      'UNREADABLE',
    ],
    ['an end that is a lie', patched(good, -12, 0xff), /UNREADABLE|NOT_IMPORTABLE/],
    ['cut off', good.slice(0, good.length / 2), 'UNREADABLE'],
    ['no sheet', rawZip([{ name: 'xl/workbook.xml', content: workbook }]), 'UNREADABLE'],
    [
      'a text that is not in the file',
      await makeWorkbook({ Parts: `${rows}<row r="3"><c r="A3" t="s"><v>99</v></c></row>` }),
      'UNREADABLE',
    ],
    ['a lying dimension', good, 'proposed'],
    [
      'a cell in the last corner',
      await makeWorkbook({ Parts: `${rows}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }),
      'TOO_MANY_COLUMNS',
    ],
    [
      'a column that there is not',
      await makeWorkbook({ Parts: `${rows}<row r="3"><c r="AAAAAAA1"><v>1</v></c></row>` }),
      'TOO_MANY_COLUMNS',
    ],
    [
      'a row that there is not',
      await makeWorkbook({ Parts: `${rows}<row r="99999999999"><c><v>1</v></c></row>` }),
      'UNREADABLE',
    ],
    [
      'a document type',
      await makeWorkbook({ Parts: rows }, [['xl/sharedStrings.xml', `${doctype}<sst><si><t>&b;</t></si></sst>`]]),
      'UNREADABLE',
    ],
    ['an unknown entity', await makeWorkbook({ Parts: `${rows}&lol;` }), 'UNREADABLE'],
    ['elements too deep', await makeWorkbook({ Parts: '<a>'.repeat(40) + '</a>'.repeat(40) }), 'UNREADABLE'],
    [
      'an external link',
      await makeWorkbook({ Parts: rows }, [['xl/externalLinks/_rels/externalLink1.xml.rels', external]]),
      'proposed',
    ],
    [
      'an old workbook of nothing',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le'), Buffer.alloc(4096)]),
      /UNREADABLE|EMPTY|NOT_IMPORTABLE|ENCRYPTED/,
    ],
  ]
}

/** A copy with one byte from the end changed. */
function patched(bytes: Uint8Array, place: number, value: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[copy.length + place] = value
  return copy
}

t.test('hostile files fail with what is wrong, and the service goes on', async (t) => {
  const app = await buildApp(t, { settings: { importTimeoutSeconds: 300 } })
  const imports = importClient(app)
  for (const [name, content, outcome] of [...TEXTS, ...JSONS, ...(await workbooks())]) {
    const bytes = typeof content === 'string' ? content : Buffer.from(content)
    const [read, ready] = await Promise.all([
      imports.upload(bytes, { name: `${name}.csv` }),
      app.inject('/health/readyz'),
    ])
    t.match(read.error_code ?? read.status, outcome, `${name}: ${read.error_code} ${read.error}`)
    if (read.status === 'failed') t.ok(read.error, `${name} says why`)
    t.equal(ready.statusCode, 200)
    t.equal((await app.inject({ method: 'DELETE', url: `/api/imports/${read.id}` })).statusCode, 204, name)
  }
})

t.test('names of files are text and nothing else', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const names: [given: string, stored: RegExp][] = [
    ['../../../etc/passwd', /^passwd$/],
    ['C:\\secret\\list.csv', /^list\.csv$/],
    ['a\u202egpj.csv', /^agpj\.csv$/],
    ['x'.repeat(300), /^x{255}$/],
    ['名前.csv', /^名前\.csv$/],
  ]
  for (const [given, stored] of names) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/imports',
      payload: { text: 'MPN,Qty\nA1,1\n', file_name: given.slice(0, 255) },
    })
    t.equal(answer.statusCode, 202, answer.body)
    const read = await imports.settled(answer)
    t.match((await app.inject(`/api/imports/${read.id}`)).json().file_name, stored)
    const file = await app.inject(`/api/imports/${read.id}/file`)
    t.match(file.headers, { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
    t.match(file.headers['content-disposition'], /^attachment/)
    t.match(file.headers['content-security-policy'], /sandbox/)
  }
})

t.test('what looks like a formula is kept as text, and escaped on its way out', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const formulas = ['=HYPERLINK("http://x.example")', "=cmd|'/c calc'!A0", '+1+1', '@SUM(A1)']
  const rows = formulas.map((text, n) => textRow(n + 2, `FX${n}00`, text.replaceAll('"', '&quot;')))
  const read = await imports.upload(
    Buffer.from(await makeWorkbook({ Parts: textRow(1, 'MPN', 'Description') + rows.join('') })),
    { kind: 'parts_list' },
  )
  t.match(read, { status: 'proposed', summary: { errors: 0 } })
  await imports.commit(read.id)
  const parts: { description: string }[] = (await app.inject('/api/parts')).json()
  t.strictSame(parts.map(({ description }) => description).sort(), formulas.toSorted())
  const csv = (await app.inject('/api/exports/parts?columns=key,description')).body
  for (const formula of formulas) t.ok(csv.includes(`'${formula.replaceAll('"', '""')}`), formula)
})
