import { contentUrl } from './content-address.ts'
import { PDF_ICON_URL } from './pdf-icon.ts'
import type { AttachmentDto, AttachmentListItem } from './schemas.ts'

/** Columns of attachments `a` for a list, and what the addresses of their contents are made of. */
const ITEM_COLUMNS = 'a.id, a.attachment_type, a.title, a.url, a.s3_key, a.content_type, a.filename'

/** The attachment `$1`. */
export const ATTACHMENT = `
  select ${ITEM_COLUMNS}, a.attachment_set_id, a.file_size, iso_utc(a.created_at) as created_at,
         iso_utc(a.updated_at) as updated_at
    from attachments a where a.id = $1`

/** The set `$1` with its attachments in the order in which they were added, in one statement. */
export const ATTACHMENT_SET = `
  select s.id, s.cover_attachment_id, iso_utc(s.created_at) as created_at, iso_utc(s.updated_at) as updated_at,
         (select coalesce(json_agg(item), '[]')
            from (select ${ITEM_COLUMNS} from attachments a where a.attachment_set_id = s.id order by a.id) item
         ) as attachments
    from attachment_sets s where s.id = $1`

interface ContentColumns {
  s3_key: string | null
  content_type: string | null
  filename: string | null
}

type Derived = 'attachment_url' | 'preview_url'
export type AttachmentItemRow = Omit<AttachmentListItem, Derived> & ContentColumns
export type AttachmentRow = Omit<AttachmentDto, Derived> & ContentColumns

function addressesOf(row: AttachmentItemRow): Pick<AttachmentListItem, Derived> {
  const attachment_url = contentUrl(row.s3_key, row.content_type, row.filename)
  if (row.content_type?.startsWith('image/')) return { attachment_url, preview_url: attachment_url }
  return { attachment_url, preview_url: row.attachment_type === 'pdf' ? PDF_ICON_URL : null }
}

export function toListItem(row: AttachmentItemRow): AttachmentListItem {
  const { s3_key, content_type, filename, ...item } = row
  return { ...item, ...addressesOf(row) }
}

export function toAttachment(row: AttachmentRow): AttachmentDto {
  const { s3_key, ...attachment } = row
  return { ...attachment, ...addressesOf(row) }
}
