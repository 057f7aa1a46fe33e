import type { OperationFilter } from '../../api/queries/operations.ts'
import type { HistorySearch } from './route.ts'
import { beginOf } from './spans.ts'

/** Reads what was typed to name a part or a box; null when it names neither. */
export function readSubject(typed: string): Pick<OperationFilter, 'part_key' | 'box_no'> | null {
  const text = typed.trim()
  if (/^[a-z]{4}$/i.test(text)) return { part_key: text.toUpperCase() }
  const box = /^(?:box\s*)?(\d{1,9})$/i.exec(text)?.[1]
  return box === undefined || Number(box) === 0 ? null : { box_no: Number(box) }
}

/** What the address asks of the service. */
export function filterOf({ since, who, what, of }: HistorySearch): OperationFilter {
  return {
    ...(since !== undefined && { since: beginOf(since).toISOString() }),
    ...(who !== undefined && { actor: who }),
    ...(what !== undefined && { reason: what }),
    ...(of !== undefined && readSubject(of)),
  }
}
