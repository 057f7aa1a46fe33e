import type { QueryClient } from '@tanstack/react-query'
import { api, body, done, once } from '../../api/client.ts'
import { type LabelItem, labelQueueQuery, type QueuedLabel } from '../../api/queries/labels.ts'
import { sayDone } from '../feedback/undo.tsx'
import { plural } from '../text/numbers.ts'

/** The most items that fit into one address beside the rest of it. */
const IDS_AT_ONCE = 200

/** Drops labels from the queue of the person; what is no longer there is left out. */
export async function dropQueued(queries: QueryClient, ids: readonly number[]): Promise<void> {
  for (let first = 0; first < ids.length; first += IDS_AT_ONCE) {
    const query = { queue_item_ids: ids.slice(first, first + IDS_AT_ONCE).join(',') }
    await done(api.DELETE('/api/label-queue', { params: { query, header: once() } }))
  }
  await queries.invalidateQueries({ queryKey: labelQueueQuery.queryKey })
}

/** Adds labels to the queue. @returns them as they are there. */
export async function addQueued(queries: QueryClient, items: LabelItem[]): Promise<QueuedLabel[]> {
  const added = await body(api.POST('/api/label-queue', { params: { header: once() }, body: { items } }))
  await queries.invalidateQueries({ queryKey: labelQueueQuery.queryKey })
  return added
}

/** Wants another number of copies of a label that waits. */
export async function setQueuedCopies(queries: QueryClient, id: number, copies: number): Promise<void> {
  const params = { path: { queue_item_id: id }, header: once() }
  await body(api.PATCH('/api/label-queue/{queue_item_id}', { params, body: { copies } }))
  await queries.invalidateQueries({ queryKey: labelQueueQuery.queryKey })
}

/** Adds labels to the queue, says so, and takes them out again when the person wants. */
export async function queueLabels(queries: QueryClient, items: LabelItem[]): Promise<void> {
  const ids = (await addQueued(queries, items)).map(({ queue_item_id }) => queue_item_id)
  const sum = items.reduce((total, { copies }) => total + (copies ?? 1), 0)
  sayDone(`${plural(sum, 'label waits', 'labels wait')} on the page Labels`, () => dropQueued(queries, ids))
}
