import type { Database } from '../../../plugins/database/database.ts'
import type { CatalogueFields } from '../part-details/part-fields.ts'

/** A part as a model gets to see it. */
export interface PartRecord extends CatalogueFields {
  key: string
  type: string | null
  description: string
}

const MAX_SIMILAR = 100
/** Characters of all similar parts together, as JSON: about fifteen thousand tokens. */
const MAX_SIMILAR_LENGTH = 60_000
const MAX_DESCRIPTION = 500
const MAX_TARGET_DESCRIPTION = 10_000
const MAX_TAGS = 50

/** Fields of part `p` with its type `t`; its texts are as long as a prompt can do with. */
function recordSql(maxDescription: number): string {
  return `p.key, p.manufacturer_code, t.name as type, left(p.description, ${maxDescription}) as description,
    p.manufacturer,
    array(select left(tag, 100) from unnest(p.tags) with ordinality as listed (tag, place)
           order by place limit ${MAX_TAGS}) as tags,
    p.package, p.pin_count, p.pin_pitch, p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type,
    p.series, p.dimensions, p.product_page`
}

/** As the index on it is defined. */
const WORDING = 'part_wording(p.description, p.manufacturer_code, p.manufacturer, p.package, p.series)'
const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'
const FAMILY = 'bare_part_number(p.series) collate "C"'

/** Indexes bring the candidates, so that the time hardly depends on the size of the inventory; points rank them. */
const SIMILAR = `
  with target as materialized (
    select p.id, p.type_id, ${NUMBER} as number, ${FAMILY} as family, lower(p.manufacturer) as maker, ${WORDING} as wording
      from parts p where p.key = $1
  ), candidates as (
    (select p.id from parts p where ${NUMBER} = (select number from target) limit 200)
    union
    (select p.id from parts p where ${FAMILY} = (select family from target) limit 200)
    union
    (select p.id from parts p where p.type_id = (select type_id from target)
      order by ${WORDING} <-> (select wording from target) limit 200)
    union
    (select p.id from parts p order by ${WORDING} <-> (select wording from target) limit 200)
  ), ranked as (
    select p.id, 2 * similarity(${WORDING}, x.wording)
                 + case when ${NUMBER} = x.number then 2 else 0 end
                 + case when ${FAMILY} = x.family then 1 else 0 end
                 + case when p.type_id = x.type_id then 1 else 0 end
                 + case when lower(p.manufacturer) = x.maker then 0.5 else 0 end as points
      from candidates c join parts p using (id) cross join target x where p.id <> x.id
     order by points desc, p.id limit ${MAX_SIMILAR}
  )
  select ${recordSql(MAX_DESCRIPTION)}
    from ranked r join parts p using (id) left join types t on t.id = p.type_id
   order by r.points desc, p.id`

/** One part for a model. @returns null for an unknown key. */
export async function readRecord(db: Database, key: string): Promise<PartRecord | null> {
  const [record] = await db.query<PartRecord>(
    `select ${recordSql(MAX_TARGET_DESCRIPTION)} from parts p left join types t on t.id = p.type_id where p.key = $1`,
    [key],
  )
  return record ?? null
}

/** The parts that are most like one, most similar first: at most 100, and no more than fit into a prompt. */
export async function readSimilarRecords(db: Database, key: string): Promise<PartRecord[]> {
  const records = await db.query<PartRecord>(SIMILAR, [key])
  let length = 0
  return records.filter((record) => {
    length += JSON.stringify(record).length
    return length <= MAX_SIMILAR_LENGTH
  })
}
