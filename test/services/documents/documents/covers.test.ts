import t from 'tap'
import { PART_DETAIL } from '../../../../services/catalogue/parts/statements.ts'
import { coverUrlSql } from '../../../../services/documents/documents/cover-sql.ts'
import { KIT_OVERVIEW } from '../../../../services/kits/kits/statements.ts'
import { PICK_LIST_DETAIL } from '../../../../services/kits/pick-lists/statements.ts'
import { KIT_DETAIL } from '../../../../services/overviews/kit-detail/statements.ts'
import { PART_PAGES } from '../../../../services/overviews/part-list/statements.ts'
import { LINES_OF_LIST } from '../../../../services/shopping/shopping-lists/line-sql.ts'
import { LOCATIONS_WITH_PARTS } from '../../../../services/stock/boxes/statements.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addStock } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'

const PARTS = 150
const DOCUMENTS_A_PART = 3

const app = await buildApp(t)
const { db } = app

/** Parts with a cover and other documents each, as a workshop has them. */
await db.query(
  `with sets as (insert into attachment_sets (created_at) select now() from generate_series(1, $1::int) returning id),
        named as (select id, row_number() over (order by id) - 1 as n from sets)
   insert into parts (key, description, attachment_set_id)
   select 'P' || chr(65 + n::int / 676 % 26) || chr(65 + n::int / 26 % 26) || chr(65 + n::int % 26), 'Part ' || n, id from named`,
  [PARTS],
)
await db.query(
  `insert into attachments (attachment_set_id, attachment_type, title, content_type, s3_key)
   select p.attachment_set_id, case n when 1 then 'image' else 'pdf' end, 'Document ' || n,
          case n when 1 then 'image/png' else 'application/pdf' end,
          'cas/' || encode(sha256(convert_to(p.key || n, 'UTF8')), 'hex')
     from parts p, generate_series(1, $1::int) n`,
  [DOCUMENTS_A_PART],
)
await db.query(
  `update attachment_sets s set cover_attachment_id = a.id from attachments a
    where a.attachment_set_id = s.id and a.attachment_type = 'image'`,
)

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

/** Every step of a plan that reads the rows of covers among all attachments. */
function readsOfCovers(plan: Plan): string[] {
  const own = plan['Relation Name'] === 'attachments' ? [plan['Node Type']] : []
  return [...own, ...(plan.Plans ?? []).flatMap(readsOfCovers)]
}

async function planOf(sql: string, parameters: unknown[]): Promise<Plan> {
  const [row] = await db.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${sql}`, parameters)
  const [explained] = row?.['QUERY PLAN'] ?? []
  if (!explained) throw new Error('no plan')
  return explained.Plan
}

t.test('covers are read by key, whatever shows them', async (t) => {
  const boxNo = await addBox(db, 10)
  await addStock(db, 1, boxNo, 1, 100)
  const kitId = await addKit(app, 'Kit', [[1, 2]])
  const pickList = await app.inject({
    method: 'POST',
    url: `/api/kits/${kitId}/pick-lists`,
    payload: { requested_units: 1 },
  })
  const list = await app.inject({ method: 'POST', url: '/api/shopping-lists', payload: { name: 'List' } })
  const statements: Record<string, [sql: string, parameters: unknown[]]> = {
    'a page of parts': [PART_PAGES.all.text, [50, 0]],
    'a part': [PART_DETAIL.text, ['PAAA']],
    'a box': [LOCATIONS_WITH_PARTS.text, [boxNo]],
    kits: [KIT_OVERVIEW.newest.text, ['active', null, 100]],
    'a kit': [KIT_DETAIL.text, [kitId]],
    'a pick list': [PICK_LIST_DETAIL.text, [pickList.json().id]],
    'a shopping list': [LINES_OF_LIST, [list.json().id]],
    'a set': [`select ${coverUrlSql('s.id')} from attachment_sets s where s.id = $1`, [1]],
  }
  // With and without what the database knows of its tables: right after a restore it knows nothing.
  for (const known of [false, true]) {
    if (known) await db.query('analyze')
    for (const [what, [sql, parameters]] of Object.entries(statements)) {
      const reads = readsOfCovers(await planOf(sql, parameters))
      t.ok(reads.length >= 1, what)
      t.same(
        reads.filter((read) => !read.startsWith('Index')),
        [],
        `${what}, ${known ? 'analysed' : 'as loaded'}`,
      )
    }
  }
})

t.test('what is a stored picture follows what is written', async (t) => {
  const key = `cas/${'ab'.repeat(32)}`
  const coverUrl = async () => (await app.inject('/api/attachment-sets/1/cover')).json().cover_url
  const write = (contentType: string | null, storageKey: string | null) =>
    db.query(
      `update attachments set content_type = $1, s3_key = $2
        where id = (select cover_attachment_id from attachment_sets where id = 1)`,
      [contentType, storageKey],
    )
  for (const [contentType, storageKey, expected] of [
    ['image/webp', key, `/api/${key}`],
    ['application/pdf', key, null],
    ['image/svg+xml', key, `/api/${key}`],
    ['image/png', key.toUpperCase(), null],
    ['image/png', `${key}\n`, null],
    ['ximage/png', key, null],
    [null, key, null],
    ['image/png', null, null],
  ] as const) {
    await write(contentType, storageKey)
    t.equal(await coverUrl(), expected, `${contentType} ${storageKey}`)
  }
})
