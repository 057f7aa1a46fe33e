import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { type LabelItem, labelQueueQuery } from '../../api/queries/labels.ts'
import { NOWHERE, readCode } from '../../api/queries/scans.ts'
import { sayDone, sayScanFailure } from '../../shared/feedback/undo.tsx'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { itemCode, itemName, readItem } from '../../shared/labels/label-items.ts'
import { queueLabels, setQueuedCopies } from '../../shared/labels/queue-labels.ts'
import { count } from '../../shared/text/numbers.ts'

/**
 * What a label of ours is of now: its part may have been merged into another one.
 *
 * @throws Error in the words of the service where there is no such thing.
 */
async function thingOf(item: LabelItem): Promise<LabelItem> {
  const { proposal, matches, warnings } = await readCode(itemCode(item), NOWHERE)
  if (proposal === null && matches.length === 0) throw new Error(warnings[0] ?? `There is no ${itemName(item)}`)
  return item.kind === 'part' ? { ...item, id: matches[0]?.part.key ?? item.id } : item
}

/** Has a label wait, or one more copy of it where it waits already. */
async function wantOne(queries: QueryClient, scanned: LabelItem): Promise<void> {
  const item = await thingOf(scanned)
  const queue = await queries.ensureQueryData(labelQueueQuery)
  const row = queue.find(({ kind, id }) => kind === item.kind && id === item.id)
  if (row === undefined) return queueLabels(queries, [item])
  const { queue_item_id: id, copies } = row
  await setQueuedCopies(queries, id, copies + 1)
  sayDone(`${itemName(item)} waits with ${count(copies + 1)} copies`, () => setQueuedCopies(queries, id, copies))
}

/** A label of ours that is scanned here is wanted once more. Other codes lead where they lead on every page. */
export function useScannedLabels(enabled: boolean): void {
  const queries = useQueryClient()
  // One after the other: the second scan of a label finds it in the queue.
  const last = useRef(Promise.resolve())
  useScanHandler((code) => {
    const item = enabled ? readItem(code) : null
    if (item === null) return false
    last.current = last.current.then(() => wantOne(queries, item)).catch(sayScanFailure)
    return true
  })
}
