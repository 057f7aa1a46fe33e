import { bigint, int, statement, text } from '../../plugins/database/statement.ts'
import { insertStatement } from './insert-statement.ts'

/** Makes `$1` empty sets of documents. */
export const ADD_DOCUMENT_SETS = statement(
  'insert into attachment_sets (cover_attachment_id) select null from generate_series(1, $1::int) returning id',
  { id: int },
)

export const ADD_SELLERS = insertStatement('sellers', { name: 'text', website: 'text' })
export const ADD_BOXES = insertStatement('boxes', { box_no: 'int', description: 'text', capacity: 'int' })

/** Adds the locations of all boxes; an address is as "3-14". */
export const ADD_LOCATIONS = statement(
  `insert into locations (box_id, box_no, loc_no)
   select b.id, b.box_no, loc_no from boxes b, generate_series(1, b.capacity) loc_no
   returning id, box_no || '-' || loc_no as address`,
  { id: int, address: text() },
)

/** Sets the next box number behind those of the boxes. */
export const SYNC_BOX_NUMBERS = statement(
  `select setval('boxes_box_no_seq', coalesce(max(box_no), 1), max(box_no) is not null) as last from boxes`,
  { last: bigint },
)

export const ALL_TYPES = statement('select id, name from types', { id: int, name: text() })

/** The columns of a part in the files and of a generated one. */
export const PART_COLUMNS = {
  key: 'text',
  description: 'text',
  type_id: 'int',
  attachment_set_id: 'int',
  manufacturer_code: 'text',
  manufacturer: 'text',
  product_page: 'text',
  tags: 'text[]',
  package: 'text',
  pin_count: 'int',
  pin_pitch: 'text',
  voltage_rating: 'text',
  input_voltage: 'text',
  output_voltage: 'text',
  mounting_type: 'text',
  series: 'text',
  dimensions: 'text',
  created_at: 'timestamptz',
}
export const ADD_PARTS = insertStatement('parts', PART_COLUMNS)
export const ADD_SELLER_NUMBERS = insertStatement('seller_parts', {
  part_id: 'int',
  seller_id: 'int',
  number: 'text',
  min_quantity: 'int',
  multiple: 'int',
})
export const ADD_PART_SELLERS = insertStatement('part_sellers', { part_id: 'int', seller_id: 'int', link: 'text' })

export const ADD_STOCK = insertStatement('part_locations', {
  part_id: 'int',
  box_no: 'int',
  loc_no: 'int',
  location_id: 'int',
  qty: 'int',
})
export const ADD_HISTORY = insertStatement('quantity_history', {
  part_id: 'int',
  delta_qty: 'int',
  location_reference: 'text',
  timestamp: 'timestamptz',
  operation_id: 'uuid',
  reason: 'text',
})

export const ADD_RECEIPTS = insertStatement('receipts', {
  history_id: 'int',
  seller_id: 'int',
  order_number: 'text',
  unit_price: 'numeric',
  currency: 'text',
})

/** Adds the operations of the JSON array `$1`. */
export const ADD_OPERATIONS = statement(
  `insert into operations (id, timestamp, reason, actor, actor_name, source, note, effect, detail)
   select * from jsonb_to_recordset($1::jsonb)
     as o(id uuid, timestamp timestamptz, reason text, actor text, actor_name text, source text, note text, effect text,
          detail jsonb)`,
  {},
)

export const ADD_DOCUMENTS = insertStatement('attachments', {
  attachment_set_id: 'int',
  attachment_type: 'text',
  title: 'text',
  s3_key: 'text',
  url: 'text',
  filename: 'text',
  content_type: 'text',
  file_size: 'int',
})

/** The document sets of all parts by key. */
export const DOCUMENT_SETS_OF_PARTS = statement('select key as name, attachment_set_id as id from parts', {
  name: text(),
  id: int,
})

/** The document sets of all kits by name. */
export const DOCUMENT_SETS_OF_KITS = statement('select name, attachment_set_id as id from kits', {
  name: text(),
  id: int,
})

/** Makes the first picture of each set its cover. */
export const SET_ALL_COVERS = statement(
  `update attachment_sets s set cover_attachment_id = first.id
     from (select attachment_set_id, min(id) as id from attachments where attachment_type = 'image'
            group by attachment_set_id) first
    where first.attachment_set_id = s.id`,
  {},
)

/** Sets the logo of the seller `$1` to the stored file `$2`. */
export const SET_SELLER_LOGO = statement('update sellers set logo_s3_key = $2 where id = $1', {})
