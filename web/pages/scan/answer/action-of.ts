import type { ScanAction, ScanMatch } from '../../../api/queries/scans.ts'
import { readPlace } from '../../../shared/place/place.ts'
import type { Move } from './use-apply.ts'
import type { Draft } from './use-draft.ts'

interface ActionOptions {
  code: string
  match: ScanMatch
  draft: Draft
  /** Whether the seller's number is stored on the part. */
  remember: boolean
}

/** What is sent for a draft; null while something is missing. */
export function actionOf({ code, match, draft, remember }: ActionOptions): ScanAction | Move | null {
  const { verb, qty, where, pile, shoppingLine, pickLine } = draft
  const part_key = match.part.key
  if (verb === 'move') {
    const to = readPlace(draft.target)
    return pile === undefined || to === null || qty === null || qty < 1
      ? null
      : { action: 'move', part_key, from: pile, to, qty }
  }
  const remembering = remember ? { remember_number: true } : {}
  if (verb === 'pick') {
    return pickLine === null ? null : { code, action: 'pick', part_key, pick_list_line_id: pickLine, ...remembering }
  }
  if (where === null || qty === null || (qty < 1 && verb !== 'count')) return null
  const { box_no, loc_no } = where
  return {
    code,
    action: verb,
    part_key,
    box_no,
    loc_no,
    qty,
    ...remembering,
    ...(shoppingLine !== null && { shopping_list_line_id: shoppingLine }),
  }
}
