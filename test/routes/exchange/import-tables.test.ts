import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

const TEXTS = [
  'a "quoted" word, and ;;',
  'two\nlines\r\nand a\ttab',
  '  blanks in front and behind  ',
  '=1+1',
  "'=x",
  "''=y",
  '-5',
  '12',
  '1E+05',
  'Ω µ ± 4k7 °C',
  '電阻器 贴片 抵抗',
  '😀',
  'a;b=c\\d',
  'x'.repeat(2000),
]

/** An inventory with texts that files have to be careful with. */
async function fill(t: Parameters<typeof buildApp>[0]): Promise<FastifyInstance> {
  const app = await buildApp(t)
  await addExchangeData(app)
  for (const [index, description] of TEXTS.entries()) {
    await app.db.query(
      `with documents as (insert into attachment_sets default values returning id)
       insert into parts (key, description, manufacturer_code, series, tags, pin_count, attachment_set_id)
       select $1::text, $2::text, left($2::text, 200), left($2::text, 100), array[left($2::text, 100), 'b'], 8, id
         from documents`,
      [`T${String.fromCharCode(65 + index)}XT`, description],
    )
  }
  const second = await addBox(app.db, 40, 'Second')
  await app.inventory.add('TAXT', { boxNo: second, locNo: 31 }, 7)
  await app.inventory.add('BBBB', { boxNo: second, locNo: 31 }, 2)
  return app
}

/** The parts and the stock, without what differs between two instances. */
async function tablesOf(app: FastifyInstance) {
  const rows = async (what: string): Promise<{ created_at?: string }[]> =>
    (await app.inject(`/api/exports/${what}?format=json`)).json().rows
  return { parts: (await rows('parts')).map(({ created_at: _, ...part }) => part), stock: await rows('stock') }
}

for (const format of ['csv', 'xlsx', 'json'] as const) {
  t.test(`parts and stock come back from their exports as ${format}`, async (t) => {
    const source = await fill(t)
    const file = async (what: string) => (await source.inject(`/api/exports/${what}?format=${format}`)).rawPayload
    const app = await buildApp(t)
    await app.db.query('delete from types')
    const imports = importClient(app)
    for (const what of ['parts', 'stock']) {
      const read = await imports.upload(await file(what), { name: `${what}.${format}` })
      t.match(read, { status: 'proposed', kind: 'inventory', summary: { errors: 0 } }, what)
      t.match(await imports.commit(read.id), { status: 'committed', report: { left_out: [], repeated: false } })
    }
    t.strictSame(await tablesOf(app), await tablesOf(source))
    for (const what of ['parts', 'stock']) {
      const options = { on_existing: 'overwrite' }
      const again = await imports.upload(await file(what), { name: `again.${format}`, options })
      t.match(again.summary, { errors: 0, changes: 0 }, `${what} again`)
    }
    const ids: { id: number }[] = (await app.inject('/api/imports?status=committed')).json()
    for (const { id } of ids) {
      const undone = await app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })
      t.equal(undone.statusCode, 200, undone.body)
    }
    t.strictSame(await tablesOf(app), { parts: [], stock: [] }, 'all of it is taken back')
  })
}

t.test('only the columns that the file has are overwritten, and kept parts keep their stock', async (t) => {
  const app = await fill(t)
  const imports = importClient(app)
  const columns = 'key,description,pin_count'
  const parts = `${columns}\r\nAAAA,new text,\r\nBBBB,'=2+2,9\r\nNEWP,born,3\r\n`
  const before = (await app.inject('/api/parts/AAAA')).json()
  const kept = await imports.upload(parts, { name: 'kept.csv' })
  t.match(kept, { kind: 'inventory', summary: { to_create: { parts: 1 }, to_change: { parts: 0 } } })
  const read = await imports.upload(parts, { name: 'b.csv', options: { on_existing: 'overwrite' } })
  t.match(read.summary, { to_create: { parts: 1 }, to_change: { parts: 4 } })
  await imports.commit(read.id)
  const { description, pin_count, updated_at: _, ...rest } = (await app.inject('/api/parts/AAAA')).json()
  t.strictSame([description, pin_count], ['new text', null])
  t.match(rest, { manufacturer: before.manufacturer, package: before.package, tags: before.tags })
  t.match((await app.inject('/api/parts/BBBB')).json(), { description: '=2+2', pin_count: 9 })
  t.match((await app.inject('/api/parts/NEWP')).json(), { description: 'born' })

  const stock = 'key,description,manufacturer_code,package,box_no,loc_no,qty,box_description\r\n'
  const lines = 'AAAA,new text,RC0805,0805,1,3,9,Drawer\r\nCCCC,x,,,77,12,4,Far away\r\nCCCC,x,,,1,9,4,Drawer\r\n'
  const keeps = await imports.upload(stock + lines, { name: 'c.csv' })
  t.match(keeps.summary, { same: 1, errors: 1, good: 1, to_create: { boxes: 1 } })
  const rows = await imports.rows(keeps.id)
  t.match(rows[2].errors, [{ code: 'PLACE_UNKNOWN' }], 'the box that is there has no such location')
  const sets = await imports.upload(stock + lines, { name: 'd.csv', options: { on_existing: 'overwrite' } })
  t.match(await imports.commit(sets.id, 'good'), { status: 'committed' })
  const piles = (await app.inject('/api/exports/stock?format=json')).json().rows
  t.match(
    piles.filter(({ key }: { key: string }) => key === 'AAAA' || key === 'CCCC'),
    [
      { key: 'AAAA', box_no: 1, loc_no: 3, qty: 9 },
      { key: 'CCCC', box_no: 77, loc_no: 12, qty: 4, box_description: 'Far away' },
    ],
    'the places that the file does not name are empty',
  )
})

t.test('rows of such a table that cannot be written are told of', async (t) => {
  const app = await fill(t)
  const imports = importClient(app)
  const file =
    'key,description,pin_count,product_page\nbad,x,,\nGOOD,x,many,\nNULL,a\u0000b,,\nTWIN,x,,\nTWIN,y,,\nLINK,x,,javascript:alert(1)\n'
  const read = await imports.upload(file, { name: 'a.csv' })
  const rows: { errors: { code: string }[] }[] = await imports.rows(read.id)
  t.strictSame(
    rows.map(({ errors }) => errors[0]?.code ?? ''),
    ['BAD_CHARACTER', 'REQUIRED_FIELD', 'BAD_CHARACTER', '', 'DUPLICATE_KEY', 'BAD_CHARACTER'],
  )
  const list = await imports.upload('key,description,qty\nAAAA,x,5\n', { name: 'b.csv' })
  t.match(list, { kind: 'parts_list' }, 'columns of no export of ours')
})
