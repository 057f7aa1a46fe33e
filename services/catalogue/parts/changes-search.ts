import { isDeepStrictEqual } from 'node:util'

/** Fields that a part is not found by. */
const NOT_SEARCHED: ReadonlySet<string> = new Set(['productPage', 'minimumQuantity'])

/**
 * Whether a part is found by something else once it has some fields.
 *
 * @param fields those that are to be changed; what is undefined stays.
 */
export function changesSearch(part: object, fields: object): boolean {
  return Object.entries(fields).some(([name, value]) => {
    if (value === undefined || NOT_SEARCHED.has(name)) return false
    return !isDeepStrictEqual(value, Reflect.get(part, name) ?? null)
  })
}
