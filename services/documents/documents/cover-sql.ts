/**
 * SQL that answers the `cover_url` of an owner of documents: the content of the cover when that is an image with a
 * valid content address, else null.
 *
 * @param setId SQL for the id of the attachment set.
 */
export function coverUrlSql(setId: string): string {
  // Its own names are long ones, so that they do not hide a name in `setId`.
  return `(select '/api/' || cover.s3_key
             from attachment_sets cover_set join attachments cover on cover.id = cover_set.cover_attachment_id
            where cover_set.id = ${setId} and cover.content_type like 'image/%' and cover.s3_key ~ '^cas/[0-9a-f]{64}$')`
}
