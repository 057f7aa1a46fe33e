import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { operationClient } from '../../support/operation-client.ts'
import { scanClient } from '../../support/scans/scan-client.ts'
import { addScanInventory } from '../../support/scans/scan-inventory.ts'

interface FilePart {
  key: string
  manufacturer_code: string | null
  seller_numbers: { seller: string; number: string; link: null; min_quantity: null; multiple: null }[]
  codes: { code: string }[]
}

async function start(t: Test) {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { send } = operationClient(app)
  const imports = importClient(app)
  const document = (await app.inject('/api/exports/inventory')).json()
  const fileOf = (
    codes: Readonly<Record<string, readonly string[]>>,
    change: (part: FilePart) => FilePart = (p) => p,
  ) =>
    JSON.stringify({
      ...document,
      parts: document.parts.map((part: FilePart) =>
        change({ ...part, codes: (codes[part.key] ?? []).map((code) => ({ code })) }),
      ),
    })
  return {
    app,
    ...scanClient(app),
    ...imports,
    fileOf,
    read: (file: string, name = 'codes.json') => imports.upload(file, { name, options: { on_existing: 'overwrite' } }),
    problems: async (id: number, show: 'errors' | 'warnings') =>
      (await app.inject(`/api/imports/${id}/rows?show=${show}`)).json(),
    codesOf: async (key: string) =>
      (await send('GET', `/parts/${key}/codes`)).body.map(({ code }: { code: string }) => code),
    add: (key: string, code: string) => send('POST', `/parts/${key}/codes`, { code }),
  }
}

t.test('codes of a file are kept in the form in which scans look for them, each once', async (t) => {
  const { fileOf, read, commit, codesOf, scan } = await start(t)
  const file = fileOf({
    TOOL: ['036000291452', '0036000291452', ' x0012abcde ', 'http://www.imp.example/8//?utm_source=mail'],
  })
  const { id, summary } = await read(file)
  t.match(summary, { errors: 0, changes: 3 })
  t.match(await commit(id), { status: 'committed', report: { left_out: [] } })
  t.strictSame(await codesOf('TOOL'), ['0036000291452', 'X0012ABCDE', 'https://imp.example/8'])
  for (const code of ['036000291452', 'x0012abcde', 'https://imp.example/8']) {
    t.match(await scan(code), { matches: [{ reason: 'code', part: { key: 'TOOL' } }] }, code)
  }
  t.match(await read(file, 'again.json'), { summary: { errors: 0, changes: 0 } })
})

t.test('a code that says nothing of its part is an error that says why', async (t) => {
  const { fileOf, read, problems } = await start(t)
  for (const [code, why] of [
    ['two words', 'holds nothing by which a part can be known'],
    ['FLUX', 'is the label of part FLUX'],
    ['/P/ABCD', 'is the label of part ABCD'],
    ['1-12', 'is the label of location 1-12'],
    ['4006381333938', 'may have been read wrongly. The check digit'],
    ['{pc:C1591,pm:CL10B104KB8NNNC}', 'has a number of a seller or a maker'],
  ] as const) {
    const { id, summary } = await read(fileOf({ TOOL: [code] }), `${code.length}.json`)
    t.match(summary, { errors: 1 }, code)
    const [row] = await problems(id, 'errors')
    t.match(row, { errors: [{ code: 'CODE_NOT_KEPT', field: 'codes' }] }, code)
    t.ok(row.errors[0].message.startsWith(`code: \`${code}\` ${why}`), row.errors[0].message)
  }
})

t.test('a code that another part has in another form is the same code', async (t) => {
  const { add, fileOf, read, problems } = await start(t)
  t.equal((await add('FLUX', '036000291452')).status, 201)
  const taken = await read(fileOf({ TOOL: ['00036000291452'] }))
  t.match(await problems(taken.id, 'errors'), [
    { errors: [{ code: 'DUPLICATE_KEY', message: 'code: `00036000291452` is that of FLUX' }] },
  ])
  const twice = await read(fileOf({ OPAM: ['https://a.example/1/'], TOOL: ['http://www.a.example/1'] }), 'twice.json')
  t.match(await problems(twice.id, 'errors'), [{ errors: [{ code: 'DUPLICATE_KEY' }] }])
})

t.test('a code that is a number of another part, here or in the file, is kept and told of', async (t) => {
  const { app, fileOf, read, commit, problems, codesOf } = await start(t)
  for (const [code, owner, as] of [
    ['c1591', 'CAPA', "a seller's number"],
    ['lm358biddfr', 'OPAM', "its maker's number"],
    ['https://www.lcsc.com/product-detail/C1591.html', 'CAPA', "a seller's number"],
  ] as const) {
    const { id, summary } = await read(fileOf({ TOOL: [code] }), `${code.length}.json`)
    t.match(summary, { errors: 0 }, code)
    const message = `code: \`${code}\` can mean two parts: part ${owner} has it as ${as}`
    t.match(await problems(id, 'warnings'), [{ warnings: [{ code: 'CODE_OF_ANOTHER', field: 'codes', message }] }])
  }
  const own = await read(fileOf({ CAPA: ['C1591'] }), 'own.json')
  t.strictSame(await problems(own.id, 'warnings'), [], 'a number of the part itself means no other')

  const file = fileOf({ TOOL: ['ZX-81-NEW'] }, (part) =>
    part.key === 'FLUX' ? { ...part, manufacturer_code: 'ZX81NEW' } : part,
  )
  const { id } = await read(file, 'new.json')
  t.match(await problems(id, 'warnings'), [{ warnings: [{ message: /part FLUX has it as its maker's number/ }] }])
  await commit(id)
  t.strictSame(await codesOf('TOOL'), ['ZX-81-NEW'])

  const exported = (await app.inject('/api/exports/inventory')).json()
  const other = await buildApp(t)
  const imports = importClient(other)
  const back = await imports.upload(JSON.stringify(exported), { name: 'back.json' })
  t.match(back, { summary: { errors: 0 } })
  await imports.commit(back.id)
  const again = (await other.inject('/api/exports/inventory')).json()
  const codes = ({ parts }: { parts: FilePart[] }) => parts.map(({ key, codes: each }) => ({ key, codes: each }))
  t.strictSame(codes(again), codes(exported), 'what was exported comes back as it was')
})
