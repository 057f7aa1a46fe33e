/** The kinds of records whose changes are announced to open pages; there are no others. */
export const CHANGE_KINDS = [
  'part',
  'box',
  'kit',
  'pick_list',
  'shopping_list',
  'seller',
  'type',
  'task',
  'import',
] as const

declare module '../plugins/database/change.ts' {
  interface ChangeKinds extends Record<(typeof CHANGE_KINDS)[number], true> {}
}
