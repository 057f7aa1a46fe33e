/** SQL of all parts `p` with their documents `d`. */
export const PARTS = 'parts p join part_search_documents d on d.part_id = p.id'

/** SQL of several conditions. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join('\n and ')
}

/** Whether a condition is about the document `d` of a part. */
function isAboutDocument(sql: string): boolean {
  return /\bd\./.test(sql)
}

/** SQL of the parts that conditions on them and their documents are about. */
export function partsOf(conditions: readonly string[]): string {
  return conditions.some(isAboutDocument) ? PARTS : 'parts p'
}
