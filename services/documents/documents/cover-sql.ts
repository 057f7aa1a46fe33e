/**
 * SQL that answers the `cover_url` of an owner of documents: the content of the cover when that is a stored picture,
 * else null. The row of the cover says whether it is one (`picture_key`, decided when the row is written): a condition
 * here would let the planner search all attachments for rows that fulfil it, instead of taking the one by its key.
 *
 * @param setId SQL for the id of the attachment set.
 */
export function coverUrlSql(setId: string): string {
  // Its own names are long ones, so that they do not hide a name in `setId`.
  return `(select '/api/' || cover.picture_key
             from attachment_sets cover_set join attachments cover on cover.id = cover_set.cover_attachment_id
            where cover_set.id = ${setId})`
}
