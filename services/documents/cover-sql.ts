/**
 * SQL that answers the `cover_url` of an owner of documents: the content of the cover when that is an image with a
 * valid content address, else null.
 *
 * @param setId SQL for the id of the attachment set.
 */
export function coverUrlSql(setId: string): string {
  return `(select '/api/' || a.s3_key
             from attachment_sets s join attachments a on a.id = s.cover_attachment_id
            where s.id = ${setId} and a.content_type like 'image/%' and a.s3_key ~ '^cas/[0-9a-f]{64}$')`
}
