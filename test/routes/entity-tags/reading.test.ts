import t from 'tap'
import { addRecords, start } from '../../support/tagged-records.ts'

t.test('every record that can be read has a strong tag, and is answered with 304 to who has it', async (t) => {
  const { app, send } = await start(t)
  const { part, box, type, seller, kit, pickList, list } = await addRecords(app)
  for (const path of [part, box, type, seller, kit, pickList, list]) {
    const { status, tag, body } = await send('GET', path)
    t.equal(status, 200, path)
    t.match(tag, /^"\d+-[\w-]+"$/, path)
    t.notOk('version' in body && path !== kit, `${path} shows no version`)
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const known = await send('GET', path, undefined, { 'if-none-match': String(header) })
      t.strictSame([known.status, known.text, known.tag], [304, '', tag], `${path} ${header}`)
    }
    const head = await send('HEAD', path, undefined, { 'if-none-match': String(tag) })
    t.equal(head.status, 304, `HEAD ${path}`)
    const other = await send('GET', path, undefined, { 'if-none-match': '"1-x"' })
    t.equal(other.status, 200, path)
    const unknown = await send('GET', path.replace(/[^/]+$/, '999999'), undefined, { 'if-none-match': '*' })
    t.equal(unknown.status, 404, path)
  }
})

t.test('the document shows tags and the headers that compare them', async (t) => {
  const { app } = await start(t)
  const { paths } = (await app.inject('/api/docs/service.json')).json()
  const header = (operation: { parameters: { in: string; name: string }[] }, name: string) =>
    operation.parameters.some((parameter) => parameter.in === 'header' && parameter.name === name)
  for (const path of ['/api/parts/{part_key}', '/api/boxes/{box_no}', '/api/shopping-lists/{list_id}']) {
    const { get, put, delete: remove } = paths[path]
    t.ok(header(get, 'If-None-Match') && get.responses[200].headers.ETag && get.responses[304], path)
    t.ok(header(put, 'If-Match') && put.responses[200].headers.ETag && put.responses[412], path)
    t.ok(header(remove, 'If-Match') && remove.responses[412], path)
    t.notOk('x-entity-tag' in get, path)
  }
  t.ok(paths['/api/kits'].post.responses[201].headers.ETag)
  t.notOk(header(paths['/api/kits'].get, 'If-None-Match'))
})
