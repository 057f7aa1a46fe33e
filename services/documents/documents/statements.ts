import { int, json, nullable, type RowOfColumns, statement, text } from '../../../plugins/database/statement.ts'
import { coverUrlSql } from './cover-sql.ts'
import type { AttachmentType } from './schemas.ts'

/** An attachment in a list, and what the address of its content is made of. */
const ITEM = {
  id: int,
  attachment_type: text<AttachmentType>(),
  title: text(),
  url: nullable(text()),
  s3_key: nullable(text()),
  content_type: nullable(text()),
  filename: nullable(text()),
}
const ITEM_COLUMNS = 'a.id, a.attachment_type, a.title, a.url, a.s3_key, a.content_type, a.filename'
export type AttachmentItemRow = RowOfColumns<typeof ITEM>

const TIMES = { created_at: text(), updated_at: text() }

/** The attachment `$1`. */
export const ATTACHMENT = statement(
  `select ${ITEM_COLUMNS}, a.attachment_set_id, a.file_size, iso_utc(a.created_at) as created_at,
          iso_utc(a.updated_at) as updated_at
     from attachments a where a.id = $1`,
  { ...ITEM, attachment_set_id: int, file_size: nullable(int), ...TIMES },
)

/** The set of the attachment `$1`. */
export const SET_OF_ATTACHMENT = statement('select attachment_set_id as "setId" from attachments where id = $1', {
  setId: int,
})

/** The set `$1` with its attachments in the order in which they were added. */
export const ATTACHMENT_SET = statement(
  `select s.id, s.cover_attachment_id, iso_utc(s.created_at) as created_at, iso_utc(s.updated_at) as updated_at,
          (select coalesce(json_agg(item), '[]')
             from (select ${ITEM_COLUMNS} from attachments a where a.attachment_set_id = s.id order by a.id) item
          ) as attachments
     from attachment_sets s where s.id = $1`,
  { id: int, cover_attachment_id: nullable(int), ...TIMES, attachments: json<AttachmentItemRow[]>() },
)

/** One row if there is a set `$1`. */
export const SET_EXISTS = statement('select id from attachment_sets where id = $1', { id: int })

/** Locks the set `$1`. */
export const LOCK_SET = statement(
  'select cover_attachment_id as "coverId" from attachment_sets where id = $1 for update',
  { coverId: nullable(int) },
)

/** Locks the sets `$1`, whose owners are deleted next. What was being added to them is there then. */
export const LOCK_SETS = statement('select from attachment_sets where id = any ($1::int[]) order by id for update', {})

/** The part or the kit that the set `$1` belongs to, as changes are announced. */
export const OWNER_OF_SET = statement(
  `select 'part' as kind, key as id from parts where attachment_set_id = $1
   union all
   select 'kit', id::text from kits where attachment_set_id = $1`,
  { kind: text<'part' | 'kit'>(), id: text() },
)

/** Deletes the set `$1` with its attachments, after the record that owned it. Stored contents stay. */
export const DELETE_ATTACHMENT_SET = statement('delete from attachment_sets where id = $1', {})
export const DELETE_ATTACHMENT_SETS = statement('delete from attachment_sets where id = any ($1::int[])', {})

/** The cover of the set `$1`. */
export const COVER_OF_SET = statement(
  `select s.cover_attachment_id, ${coverUrlSql('s.id')} as cover_url from attachment_sets s where s.id = $1`,
  { cover_attachment_id: nullable(int), cover_url: nullable(text()) },
)

/** Makes the attachment `$2`, or none where it is null, the cover of the set `$1`. */
export const SET_COVER = statement(
  'update attachment_sets set cover_attachment_id = $2 where id = $1 and cover_attachment_id is distinct from $2',
  {},
)

/** The oldest image of the set `$1` other than the attachment `$2`: its next cover. */
export const OLDEST_OTHER_IMAGE = statement(
  `select id from attachments where attachment_set_id = $1 and id <> $2 and attachment_type = 'image'
    order by created_at, id limit 1`,
  { id: int },
)

/** Copies the attachment `$1` to the set `$2`. */
export const COPY_ATTACHMENT = statement(
  `insert into attachments (attachment_set_id, attachment_type, title, s3_key, url, filename, content_type, file_size)
   select $2, attachment_type, title, s3_key, url, filename, content_type, file_size from attachments where id = $1
   returning id, attachment_type as type`,
  { id: int, type: text<AttachmentType>() },
)

/** Deletes the attachment `$1`. */
export const DELETE_ATTACHMENT = statement('delete from attachments where id = $1 returning id', { id: int })
