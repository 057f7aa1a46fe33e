/** Columns of a part that nobody writes by hand. */
const OWN_COLUMNS = "'{id,key,attachment_set_id,version,created_at,updated_at}'::text[]"

const SELLER_LINKS = '(select jsonb_object_agg(s.seller_id, s.link) from part_sellers s where s.part_id = p.id)'
const SELLER_NUMBERS = `
  (select jsonb_agg(jsonb_build_array(n.seller_id, n.number, n.link, n.min_quantity, n.multiple) order by n.id)
     from seller_parts n where n.part_id = p.id)`
const CODES = '(select jsonb_agg(c.code order by c.id) from part_codes c where c.part_id = p.id)'

/**
 * SQL for what a part `p` is at this moment, as JSON: its fields, its links to sellers, its numbers at sellers and its codes. Empty
 * fields are left out, so that a column which is new does not look like a change.
 */
export const PART_STATE = `
  (jsonb_strip_nulls(to_jsonb(p) - ${OWN_COLUMNS}) || jsonb_strip_nulls(jsonb_build_object(
     'seller_links', ${SELLER_LINKS}, 'seller_numbers', ${SELLER_NUMBERS}, 'codes', ${CODES})))`

/**
 * SQL for whether a part `p` can differ from a state that was noted, together with its version. A version counts changes of the
 * fields. It saves most comparisons: an operation of 10,000 parts is looked at whenever it is listed.
 */
export function mayDiffer(noted: string, version: string): string {
  return `(p.version is distinct from ${version} or ${SELLER_LINKS} is distinct from ${noted} -> 'seller_links'
           or ${SELLER_NUMBERS} is distinct from ${noted} -> 'seller_numbers'
           or ${CODES} is distinct from ${noted} -> 'codes')`
}

/**
 * SQL for the names of the fields, in words, in which two states differ; null for none.
 *
 * @param noted SQL for a state as it was noted.
 * @param now SQL for the state of the same record now.
 */
export function changedFields(noted: string, now: string): string {
  return `
    (select string_agg(replace(regexp_replace(name, '_id$', ''), '_', ' '), ', ' order by name)
       from jsonb_object_keys(${noted} || ${now}) name
      where ${noted} -> name is distinct from ${now} -> name)`
}

/** SQL that says of a record named `name` that the fields named `fields` were changed; both are SQL. */
export function changedSince(name: string, fields: string): string {
  return `${name} || ' was changed since (' || ${fields} || '); set that back first'`
}
