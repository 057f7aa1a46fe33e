import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { formBody } from '../../support/upload-form.ts'

t.test('hostile files fail with what is wrong, and the service goes on', async (t) => {
  const app = await buildApp(t, {
    settings: { maxImportSize: 3_000_000, importTimeoutSeconds: 60, importMemoryMb: 64 },
  })
  const imports = importClient(app)
  const cases: [name: string, content: string | Buffer, code: string][] = [
    ['mark.csv', '\ufeff', 'EMPTY'],
    ['line.csv', `MPN,Qty\n${'x'.repeat(2_000_000)},1\n`, 'LINE_TOO_LONG'],
    [
      'wide.csv',
      `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',')}\n${','.repeat(9_999)}x\n`,
      'TOO_MANY_COLUMNS',
    ],
    ['quote.csv', `MPN,Qty\n"AB1234,1\n`, 'UNREADABLE'],
    ['deep.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'UNREADABLE'],
    ['page.xls', '<html><body><table></table></body></html>', 'NOT_IMPORTABLE'],
    ['paper.csv', '%PDF-1.7\n1 0 obj\n', 'NOT_IMPORTABLE'],
  ]
  for (const [name, content, code] of cases) {
    const read = await imports.upload(content, { name })
    t.match(read, { status: 'failed', error_code: code, error: /\w+/ }, name)
    t.equal((await app.inject('/health/readyz')).statusCode, 200)
    t.equal((await app.inject({ method: 'DELETE', url: `/api/imports/${read.id}` })).statusCode, 204)
  }
  const survived = await imports.upload('MPN,Qty,Note\nAB1234,1,"a\u0000b"\n__proto__,2,constructor\n', {
    name: '../../etc/\u202epasswd.csv',
  })
  t.match(survived, { status: 'proposed' })
  t.match((await app.inject(`/api/imports/${survived.id}`)).json().file_name, 'passwd.csv')
  t.match(await imports.rows(survived.id, '?show=errors'), [{ row_no: 2 }, { row_no: 3 }])

  const list = { name: 'file', filename: 'list.csv', content: 'MPN,Qty\nAB1234,1\n' }
  const large = formBody([{ name: 'file', filename: 'large.csv', content: Buffer.alloc(3_000_001, 'a') }])
  const refused = await app.inject({ method: 'POST', url: '/api/imports', ...large })
  t.equal(refused.statusCode, 409)
  t.match(refused.json().error, /file too large, maximum size: 2\.86 MB/)
  for (const [parts, error] of [
    [[{ name: 'kind', content: 'bom' }], /No file provided/],
    [[{ name: 'file', filename: '', content: 'x' }], /No file selected/],
    [[{ name: 'file', filename: 'empty.csv', content: '' }], /The file is empty/],
    [
      [list, { name: 'Kind', content: 'bom' }],
      /Kind is not a known part of the form; known are file, kind, mapping_id, o/,
    ],
    [[{ name: 'sheet', filename: 'b.csv', content: 'x' }, list], /sheet is not a known part of the form/],
  ] as const) {
    const answer = await app.inject({ method: 'POST', url: '/api/imports', ...formBody(parts) })
    t.equal(answer.statusCode, 400)
    t.match(answer.json().error, error)
  }
  t.same(
    await app.db.query('select file_name from imports'),
    [{ file_name: 'passwd.csv' }],
    'what is refused is not kept',
  )
  const wrong = await app.inject({
    method: 'POST',
    url: '/api/imports',
    payload: 'x',
    headers: { 'content-type': 'text/plain' },
  })
  t.equal(wrong.statusCode, 400)
})
