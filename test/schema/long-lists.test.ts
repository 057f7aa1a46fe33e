import t from 'tap'
import {
  PARTS_BY_DECISION,
  PARTS_BY_KEY,
  PARTS_BY_SELLER_NUMBER,
} from '../../services/exchange/imports/matching/statements.ts'
import { PRESENT_LOCATIONS, PRESENT_SELLER_PARTS } from '../../services/exchange/imports/planning/statements.ts'
import { buildApp } from '../support/build-app.ts'
import { addPart } from '../support/inventory-rows.ts'

const ROWS = 30_000
/** As many as imports look up at once. */
const ASKED = 1000

interface Node {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Node[]
}

function readWhole({ 'Node Type': node, 'Relation Name': table, Plans = [] }: Node): string[] {
  return [...(node === 'Seq Scan' && table !== undefined ? [table] : []), ...Plans.flatMap(readWhole)]
}

t.test('what the rows of an import name is looked up by its index, and not by reading all that there is', async (t) => {
  const { db } = await buildApp(t)
  const part = await addPart(db, 'AAAA')
  await db.query(
    `with made as (insert into boxes (description, capacity) select 'Box', 1000 from generate_series(1, $1::int / 1000)
                                returning id, box_no)
                  insert into locations (box_id, box_no, loc_no) select id, box_no, generate_series(1, 1000) from made`,
    [ROWS],
  )
  await db.query("insert into sellers (name, website) values ('LCSC', '')")
  await db.query(
    `insert into seller_parts (part_id, seller_id, number) select $1, s.id, 'C' || n from sellers s, generate_series(1, $2::int) n`,
    [part, ROWS],
  )
  await db.query(
    `with documents as (
       insert into attachment_sets (id)
       select nextval(pg_get_serial_sequence('attachment_sets', 'id')) from generate_series(1, $1::int) returning id
     ), numbered as (select id, row_number() over () as n from documents)
     insert into parts (key, description, attachment_set_id)
     select chr((65 + n / 17576)::int) || chr((65 + n / 676 % 26)::int) || chr((65 + n / 26 % 26)::int) || chr((65 + n % 26)::int),
            'Part', id
       from numbered`,
    [ROWS],
  )
  await db.query(
    "insert into import_decisions (folded, part_id) select 'w ' || n, $1 from generate_series(1, $2::int) n",
    [part, ROWS],
  )
  await db.query('analyze locations, seller_parts, import_decisions, parts')
  const places = Array.from({ length: ASKED }, (_, n) => n + 1)
  const numbers = places.map((n) => `c${n * 7}`)
  const sellers = places.map(() => 1)
  const cases = {
    PRESENT_LOCATIONS: [PRESENT_LOCATIONS.text, [places.map((n) => (n % 9) + 1), places]],
    PRESENT_SELLER_PARTS: [PRESENT_SELLER_PARTS.text, [sellers, numbers]],
    PARTS_BY_SELLER_NUMBER: [PARTS_BY_SELLER_NUMBER.text, [sellers, numbers]],
    PARTS_BY_DECISION: [PARTS_BY_DECISION.text, [places.map((n) => `w ${n}`)]],
    PARTS_BY_KEY: [
      PARTS_BY_KEY.text,
      [places.map((n) => `AB${String.fromCharCode(65 + (n % 26))}${String.fromCharCode(65 + ((n * 7) % 26))}`)],
    ],
  } as const
  for (const [name, [text, values]] of Object.entries(cases)) {
    const [row] = await db.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) ${text}`, [...values])
    const [plan] = row?.['QUERY PLAN'] ?? []
    t.strictSame(plan === undefined ? null : readWhole(plan.Plan), [], name)
  }
})
