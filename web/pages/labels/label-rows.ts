import type { LabelItem, LabelTemplate, QueuedLabel } from '../../api/queries/labels.ts'
import { placesOf } from './sheet-geometry.ts'

/** A label that can be printed. */
export interface LabelRow {
  key: string
  /** Null: it is not in the queue. */
  queueId: number | null
  kind: LabelItem['kind']
  id: string
  copies: number
  /** In words; an empty text where it is not known, null where there is no such thing any more. */
  name: string | null
  place: string | null
  coverUrl: string | null
}

export function queuedRow(label: QueuedLabel): LabelRow {
  const { queue_item_id, kind, id, copies, name, place, cover_url } = label
  return { key: `queued ${queue_item_id}`, queueId: queue_item_id, kind, id, copies, name, place, coverUrl: cover_url }
}

export function addressedRow({ kind, id, copies }: LabelItem): LabelRow {
  const key = `${kind} ${id}`
  return { key, queueId: null, kind, id, copies: copies ?? 1, name: '', place: null, coverUrl: null }
}

/** Why a row is not printed; null when it can be. */
export function obstacleOf({ kind, name }: LabelRow, template: LabelTemplate | undefined): string | null {
  if (name === null) return 'no longer there'
  if (template !== undefined && !template.kinds.includes(kind)) return 'only boxes fit this template'
  return null
}

export function labelsOf(rows: readonly LabelRow[]): number {
  return rows.reduce((sum, { copies }) => sum + copies, 0)
}

/** Which row each label of a page belongs to, by its place from 1. */
export function rowsOfPage(
  rows: readonly LabelRow[],
  { template, start, page }: { template: LabelTemplate; start: number; page: number },
): Map<number, string> {
  const most = placesOf(template)
  const places = new Map<number, string>()
  let at = start - 1
  for (const { key, copies } of rows) {
    for (let copy = 0; copy < copies; copy++, at++) {
      if (Math.floor(at / most) === page - 1) places.set((at % most) + 1, key)
    }
  }
  return places
}
