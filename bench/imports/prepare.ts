import pg from 'pg'
import { type KnownNumber, SELLER, sellerNumber, usedNumbers } from './files.ts'

/** What files are made of, and where their pieces go. */
export interface Prepared {
  known: KnownNumber[]
  /** The first of the empty boxes, which have 1,000 locations each. */
  firstBox: number
}

/** Adds empty boxes and what a seller calls the parts that files of `lines` lines name. */
export async function prepare(databaseUrl: string, lines: number, boxes: number): Promise<Prepared> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: known } = await client.query<KnownNumber & { id: number }>(
      `select id, manufacturer_code as number, manufacturer as maker from (
         select distinct on (bare_part_number(manufacturer_code)) id, manufacturer_code, manufacturer from parts
          where char_length(bare_part_number(manufacturer_code)) >= 6 order by bare_part_number(manufacturer_code), id) p
        order by md5(id::text) limit $1`,
      [lines],
    )
    const { rows: sellers } = await client.query<{ id: number }>(
      `insert into sellers (name, website) values ($1, 'https://lcsc.example')
       on conflict (name) do update set name = excluded.name returning id`,
      [SELLER],
    )
    const used = usedNumbers(lines).filter((n) => n < known.length)
    await client.query(
      `insert into seller_parts (part_id, seller_id, number)
       select part_id, $1, number from unnest($2::int[], $3::text[]) given (part_id, number) on conflict do nothing`,
      [sellers[0]?.id, used.map((n) => known[n]?.id), used.map(sellerNumber)],
    )
    const { rows: added } = await client.query<{ box_no: number }>(
      `with added as (
         insert into boxes (description, capacity) select 'Empty', 1000 from generate_series(1, $1::int)
         returning id, box_no, capacity
       ), places as (
         insert into locations (box_id, box_no, loc_no) select id, box_no, generate_series(1, capacity) from added
       )
       select box_no from added order by box_no`,
      [boxes],
    )
    await client.query('analyze')
    return { known, firstBox: added[0]?.box_no ?? 0 }
  } finally {
    await client.end()
  }
}
