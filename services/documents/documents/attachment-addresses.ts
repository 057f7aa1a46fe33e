import type { RowOf } from '../../../plugins/database/statement.ts'
import { contentUrl } from './content-address.ts'
import { PDF_ICON_URL } from './pdf-icon.ts'
import type { AttachmentDto, AttachmentListItem } from './schemas.ts'
import type { ATTACHMENT, AttachmentItemRow } from './statements.ts'

function addressesOf(row: AttachmentItemRow): Pick<AttachmentListItem, 'attachment_url' | 'preview_url'> {
  const attachment_url = contentUrl(row.s3_key, row.content_type, row.filename)
  if (row.content_type?.startsWith('image/')) return { attachment_url, preview_url: attachment_url }
  return { attachment_url, preview_url: row.attachment_type === 'pdf' ? PDF_ICON_URL : null }
}

/** An attachment for a list, with the addresses of its content and of its picture. */
export function toListItem(row: AttachmentItemRow): AttachmentListItem {
  const { s3_key, content_type, filename, ...item } = row
  return { ...item, ...addressesOf(row) }
}

/** An attachment with the addresses of its content and of its picture. */
export function toAttachment(row: RowOf<typeof ATTACHMENT>): AttachmentDto {
  const { s3_key, ...attachment } = row
  return { ...attachment, ...addressesOf(row) }
}
