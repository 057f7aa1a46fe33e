interface Why {
  reason: string
  delta_qty: number
  source: string | null
  note: string | null
}

const REASONS: Readonly<Record<string, string>> = {
  add: 'Put in',
  remove: 'Taken',
  move: 'Moved',
  pick: 'Picked',
  unpick: 'Put back from a pick',
  receive: 'Received',
  count: 'Counted',
  import: 'Imported',
  undo: 'Undone',
  edit: 'Changed',
  delete: 'Deleted',
  restore: 'Restored',
  merge: 'Merged',
  sample: 'Sample data',
}

/** Where a change came from, in words: `pick list 5`, `shopping list 3` without its line, which people do not know. */
export function sourceText(source: string): string {
  return source.replace(/^([a-z]+)-([a-z]+)\b/, '$1 $2').replace(/ line \d+$/, '')
}

/** Why pieces came or went, in few words. */
export function reasonText({ reason, delta_qty, source, note }: Why): string {
  const known = REASONS[reason] ?? (delta_qty > 0 ? 'Put in' : 'Taken')
  const from = source === null ? '' : `, ${sourceText(source)}`
  return note === null || note === '' ? `${known}${from}` : `${known}${from}: ${note}`
}
