import type { LeftOut } from '../../catalogue/retired-parts/left-out.ts'
import type { RecordChanges, RecordKind } from '../operations/changed-records.ts'

const RECORD_OF: Readonly<Partial<Record<LeftOut['what'], RecordKind>>> = {
  seller_numbers: 'seller_number',
  codes: 'part_code',
}

/**
 * What an operation changes that is undone or done again, without the records that do not come back, and those that stay: these are told as
 * left out, or nothing is to be told of them.
 */
export function changesThatComeBack(changes: RecordChanges, left: readonly LeftOut[]): RecordChanges {
  const missing = new Set(left.map(({ what }) => RECORD_OF[what]))
  const comes = ({ record, change }: Pick<RecordChanges['records']['counts'][number], 'record' | 'change'>) =>
    change === 'changed' || !missing.has(record)
  const { counts, first } = changes.records
  return { ...changes, records: { counts: counts.filter(comes), first: first.filter(comes) } }
}
