import { nullable, statement, text } from '../../../plugins/database/statement.ts'

/** A part that was deleted, as refusals name it. */
export interface GonePart {
  key: string
  description: string
  /** The key of the part that it was merged into; that cannot be taken back by bringing it back. */
  merged_into: string | null
}

/** So many parts are named in a sentence. */
export const MOST_NAMED = 3
const LONGEST = 60

/** Those of the parts with the keys `$1` that were deleted. */
export const GONE_PARTS = statement(
  'select key, left(description, 500) as description, merged_into from retired_parts where key = any ($1::text[]) order by key',
  { key: text(), description: text(), merged_into: nullable(text()) },
)

/** "ABCD (Relay 5 V)" */
function nameOf({ key, description }: GonePart): string {
  const words = description.replaceAll(/\s+/g, ' ').trim()
  return `${key} (${words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words})`
}

/**
 * Says that parts were deleted and what is to be done first, as it follows "because".
 *
 * @param count of all of them, where only the first are at hand.
 */
export function goneInWords(parts: readonly GonePart[], count = parts.length): string {
  const merged = parts.find(({ merged_into: into }) => into !== null)
  if (merged !== undefined) return `the part ${nameOf(merged)} was merged into ${merged.merged_into}`
  const named = parts.slice(0, MOST_NAMED).map(nameOf)
  const [name = ''] = named
  if (count === 1) return `the part ${name} was deleted; bring it back first`
  const all = count > named.length ? [...named, `${count - named.length} more`] : named
  return `the parts ${new Intl.ListFormat('en', { type: 'conjunction' }).format(all)} were deleted; bring them back first`
}

/**
 * SQL for the same of one part; null while it is not deleted.
 *
 * @param condition on the row `gone` of deleted parts.
 */
export function goneInSql(condition: string): string {
  return `(select 'the part ' || gone.key || ' (' || said.words || ')' ||
                  case when gone.merged_into is null then ' was deleted; bring it back first' else ' was merged into ' || gone.merged_into end
             from retired_parts gone
            cross join lateral (select trim(regexp_replace(left(gone.description, 500), '\\s+', ' ', 'g')) as text) plain
            cross join lateral (select case when length(plain.text) > ${LONGEST} then left(plain.text, ${LONGEST - 1}) || '…'
                                            else plain.text end as words) said
            where ${condition})`
}
