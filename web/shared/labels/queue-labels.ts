import type { QueryClient } from '@tanstack/react-query'
import { api, body, done, once, type Schemas } from '../../api/client.ts'
import { type LabelItem, type LeftOutLabel, labelQueueQuery, type QueuedLabel } from '../../api/queries/labels.ts'
import { sayDone } from '../feedback/undo.tsx'
import { count, plural } from '../text/numbers.ts'
import { itemName } from './label-items.ts'

/** The most items that fit into one address beside the rest of it. */
const IDS_AT_ONCE = 200

/** So many labels that were left out are named. */
const MOST_NAMED = 5

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

/** Adds the labels of what is there. @throws Error with the reasons where nothing is. */
async function addExisting(queries: QueryClient, items: LabelItem[]): Promise<Schemas['LabelsAdded']> {
  const answer = await body(api.POST('/api/label-queue/existing', { params: { header: once() }, body: { items } }))
  await queries.invalidateQueries({ queryKey: labelQueueQuery.queryKey })
  if (answer.added.length === 0) throw new Error(`No label was added. ${reasons(answer.left_out).join('. ')}`)
  return answer
}

/** Which labels were left out and why, a text each. */
function reasons(leftOut: readonly LeftOutLabel[]): string[] {
  const named = leftOut.slice(0, MOST_NAMED).map((label) => `${itemName(label)} is left out: ${label.because}`)
  const more = leftOut.length - named.length
  return more === 0 ? named : [...named, `${count(more)} more are left out`]
}

function sumOf(labels: readonly LabelItem[]): number {
  return labels.reduce((total, { copies }) => total + (copies ?? 1), 0)
}

/** A label that waits. */
type Waiting = Pick<QueuedLabel, 'queue_item_id' | 'kind' | 'id' | 'copies'>

function idsOf(labels: readonly Waiting[]): number[] {
  return labels.map(({ queue_item_id }) => queue_item_id)
}

/** Adds labels to the queue, says so, and takes them out again when the person wants. What is not there is left out. */
export async function queueLabels(queries: QueryClient, items: LabelItem[]): Promise<void> {
  const { added, left_out } = await addExisting(queries, items)
  const text = `${plural(sumOf(added), 'label waits', 'labels wait')} on the page Labels`
  sayDone(text, () => dropQueued(queries, idsOf(added)), reasons(left_out))
}

/** Takes labels out of the queue and says so; they come back when the person wants, as far as what they are for is still there. */
export async function takeOut(queries: QueryClient, labels: readonly Waiting[], text: string): Promise<void> {
  await dropQueued(queries, idsOf(labels))
  sayDone(`${plural(sumOf(labels), 'label', 'labels')} ${text}`, () => putBack(queries, labels, text))
}

async function putBack(queries: QueryClient, labels: readonly Waiting[], text: string): Promise<void> {
  const items = labels.map(({ kind, id, copies }) => ({ kind, id, copies }))
  const { added, left_out } = await addExisting(queries, items)
  const back = `${plural(sumOf(added), 'label is', 'labels are')} back in the queue`
  sayDone(back, () => takeOut(queries, added, text), reasons(left_out))
}
