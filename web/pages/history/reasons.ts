/** Reasons that one can ask for, as the filter lists them. */
export const REASONS = [
  'pick',
  'unpick',
  'remove',
  'add',
  'receive',
  'move',
  'count',
  'edit',
  'import',
  'merge',
  'delete',
  'restore',
  'undo',
] as const

export type ShownReason = (typeof REASONS)[number]

/** How the filter and its chip call a reason. */
export const REASON_NAMES: Readonly<Record<ShownReason, string>> = {
  pick: 'Picked',
  unpick: 'Put back from a pick',
  remove: 'Taken',
  add: 'Put',
  receive: 'Received',
  move: 'Moved',
  count: 'Counted',
  edit: 'Edited',
  import: 'Imported',
  merge: 'Merged',
  delete: 'Deleted',
  restore: 'Restored',
  undo: 'Undone',
}
