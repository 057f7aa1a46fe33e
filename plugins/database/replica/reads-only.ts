const BEGINS_AS_READ = /^\s*(?:select|with|values)\b/i
/** What locks, changes or has effects. A word that stands for something else costs no more than a read of the primary. */
const MAY_CHANGE =
  /\b(?:insert|update|delete|merge|truncate|lock|nextval|setval|set_config|pg_notify|pg_(?:try_)?advisory_\w+)\b|\bfor\s+(?:no\s+key\s+update|key\s+share|share)\b/i

/** Whether a statement reads and does nothing else, as far as its text tells; a function that it calls may do more. */
export function readsOnly(text: string): boolean {
  return BEGINS_AS_READ.test(text) && !MAY_CHANGE.test(text)
}
