/** Why stock or a part was changed; a constraint of the database names the same. */
export const REASONS = [
  'add',
  'remove',
  'move',
  'pick',
  'unpick',
  'receive',
  'count',
  'import',
  'undo',
  'edit',
  'delete',
  'restore',
  'merge',
  'sample',
  'unknown',
] as const

/** `unknown` is that of ledger rows from before reasons were kept. */
export type Reason = (typeof REASONS)[number]
