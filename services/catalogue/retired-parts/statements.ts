import { bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { keptTable } from './kept-table.ts'

/** Keeps the parts `$1` with their documents, and each with the rows that refer to it, `$2`. */
export const RETIRE_PARTS = statement(
  `insert into retired_parts (id, key, description, record)
   select p.id, p.key, p.description,
          jsonb_build_object(
            'part', to_jsonb(p), 'type_name', t.name, 'set', to_jsonb(s), 'rows', given.rows,
            'attachments', (select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]')
                              from attachments a where a.attachment_set_id = s.id))
     from unnest($1::int[], $2::jsonb[]) given (id, rows)
     join parts p on p.id = given.id
     join attachment_sets s on s.id = p.attachment_set_id left join types t on t.id = p.type_id`,
  {},
)

/** Of a deleted part with the key `$1`: when it was deleted, and which part it was merged into. */
export const RETIREMENT = statement(
  'select iso_utc(deleted_at) as deleted_at, merged_into from retired_parts where key = $1',
  { deleted_at: text(), merged_into: nullable(text()) },
)

/** Locks the deleted part with the key `$1`, and reads the rows that referred to it, and how many documents were swept. */
export const LOCK_RETIRED_PART = statement(
  `select id, merged_into as "mergedInto", record -> 'rows' as rows, record #>> '{part,type_id}' is not null as "hadType",
          coalesce((record ->> 'swept')::int, 0) as swept
     from retired_parts where key = $1 for update`,
  {
    id: int,
    mergedInto: nullable(text()),
    rows: json<Record<string, Record<string, unknown>[] | null>>(),
    hadType: bool,
    swept: int,
  },
)

/** The columns of an attachment; others are computed of them. */
const ATTACHMENT_COLUMNS = `
  id, attachment_set_id, attachment_type, title, s3_key, url, filename, content_type, file_size, created_at, updated_at`

/** Brings back the documents of the deleted part `$1`, save those that were swept. */
export const RESTORE_DOCUMENTS = statement(
  `with kept as (
     select record from retired_parts where id = $1
   ), documents as (
     insert into attachments (${ATTACHMENT_COLUMNS})
     select ${ATTACHMENT_COLUMNS} from kept, jsonb_populate_recordset(null::attachments, record -> 'attachments')
     returning id
   )
   insert into attachment_sets (id, cover_attachment_id, created_at, updated_at)
   select s.id, (select id from documents where id = s.cover_attachment_id), s.created_at, s.updated_at
     from kept, jsonb_populate_record(null::attachment_sets, record -> 'set') s`,
  {},
)

/** Brings back the deleted part `$1` as a newer version. A type that was deleted may be there again under its name. */
export const RESTORE_PART = statement(
  `insert into parts
   select p.*
     from retired_parts r,
          lateral (select coalesce((select id from types where id = (r.record #>> '{part,type_id}')::int),
                                   (select id from types where name = r.record ->> 'type_name')) as id) t,
          lateral jsonb_populate_record(null::parts, r.record -> 'part' || jsonb_build_object(
            'type_id', t.id, 'version', (r.record #>> '{part,version}')::bigint + 1)) p
    where r.id = $1
   returning type_id is not null as "hasType"`,
  { hasType: bool },
)

export const DELETE_RETIRED_PART = statement('delete from retired_parts where id = $1', {})

/** The rows of these tables go and come back with a part. */
const SELLER_EXISTS = 'exists (select from sellers s where s.id = r.seller_id)'
export const SELLER_LINKS = keptTable('part_sellers', {
  fits: SELLER_EXISTS,
  leftOut: { what: 'seller_links', because: 'their sellers were deleted' },
})
export const SELLER_NUMBERS = keptTable('seller_parts', {
  fits: SELLER_EXISTS,
  leftOut: { what: 'seller_numbers', because: 'their sellers were deleted, or they belong to other parts now' },
})

/**
 * Has deleted parts forget the documents whose contents `$1` are removed, and count them; a link stays without its
 * picture.
 */
export const FORGET_SWEPT_CONTENTS = statement(
  `update retired_parts r set record = r.record || jsonb_build_object('attachments', left_over.attachments, 'swept',
            coalesce((r.record ->> 'swept')::int, 0) + jsonb_array_length(r.record -> 'attachments')
              - jsonb_array_length(left_over.attachments))
     from retired_parts same, lateral (
       select coalesce(jsonb_agg(case when a ->> 's3_key' = any ($1::text[])
                                      then a || '{"s3_key": null, "content_type": null, "file_size": null}' else a end
                                 order by place), '[]') as attachments
         from jsonb_array_elements(same.record -> 'attachments') with ordinality e(a, place)
        where a ->> 'attachment_type' = 'url' or a ->> 's3_key' is null or a ->> 's3_key' <> all ($1::text[])) left_over
    where same.id = r.id and exists (select from jsonb_array_elements(r.record -> 'attachments') a where a ->> 's3_key' = any ($1::text[]))`,
  {},
)
