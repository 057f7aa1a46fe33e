import type { Operation } from '../../api/queries/operations.ts'
import { sourceText } from '../../shared/text/reason.ts'

/** What was done, without where it came from: that has a column of its own. */
export function whatText({ summary, source }: Pick<Operation, 'summary' | 'source'>): string {
  // As the service writes it.
  const end = source === null ? '' : ` (${source.replace(/^([a-z]+)-([a-z]+)\b/, '$1 $2')})`
  return end !== '' && summary.endsWith(end) ? summary.slice(0, -end.length) : summary
}

const NOUNS: Readonly<Partial<Record<Operation['reason'], string>>> = {
  add: 'put',
  remove: 'take',
  move: 'move',
  pick: 'pick',
  unpick: 'return',
  receive: 'receipt',
  count: 'count',
  import: 'import',
  edit: 'change',
  delete: 'deletion',
  restore: 'restoration',
  merge: 'merge',
}

/** The title of the dialog, as a question. */
export function undoQuestion({ reason, source, undoes }: Operation): string {
  if (undoes !== null) return 'Redo what was undone?'
  if (reason === 'import' && source !== null) return `Undo ${sourceText(source)}?`
  return `Undo this ${NOUNS[reason] ?? 'change'}?`
}

/** What leads back from an operation. */
export function undoVerb({ reason, undoes }: Pick<Operation, 'reason' | 'undoes'>): string {
  if (undoes !== null) return 'Redo'
  return reason === 'delete' ? 'Restore' : 'Undo'
}
