/** What separates two tags. Commas without a tag between them are allowed (RFC 9110, 5.6.1). */
const BETWEEN = /^[ \t]*,[ \t,]*/
/** An entity tag, weak or strong (RFC 9110, 8.8.3). */
const TAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/

/**
 * The tags of a header such as `If-Match`, as they stand there.
 *
 * @returns `any` for `*`; null when the text is neither that nor a list of tags.
 */
export function parseTags(header: string): string[] | 'any' | null {
  let rest = header.trim()
  if (rest === '*') return 'any'
  const tags: string[] = []
  rest = rest.replace(/^[ \t,]+/, '')
  while (rest !== '') {
    const [tag] = TAG.exec(rest) ?? []
    if (tag === undefined) return null
    tags.push(tag)
    rest = rest.slice(tag.length)
    const [between] = BETWEEN.exec(rest) ?? []
    if (between === undefined && rest !== '') return null
    rest = rest.slice(between?.length ?? 0)
  }
  return tags.length === 0 ? null : tags
}
