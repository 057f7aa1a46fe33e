import type { CodeMatch } from '../matching/matches.ts'
import { describe } from '../matching/part-in-words.ts'
import { type Proposed, proposal, type ScanContext } from './proposal.ts'
import type { PickLine, WantedLine } from './statements.ts'

interface PickFacts {
  /** Lines that take the part, or one that it can stand in for. */
  picks: readonly PickLine[]
  /** The next open line of the list; null when there is none. */
  wanted: WantedLine | null
}

/** Proposes the line of a pick list that a part is picked for. A part that is not needed is said together with the one that is. */
export function proposePick(part: CodeMatch, { picks, wanted }: PickFacts, context: ScanContext): Proposed {
  const { pickListId, boxNo, locNo } = context
  const open = picks.filter(({ status }) => status === 'open')
  const line = open.find((each) => each.is_part && each.box_no === boxNo && each.loc_no === locNo) ?? open[0]
  if (line === undefined) {
    const opened = proposal('open', 'The pick list does not need it now', { part_key: part.key })
    return { proposal: opened, warnings: [`${whyNot(part, picks[0], pickListId)}${instead(wanted)}`] }
  }
  const fields = {
    part_key: part.key,
    box_no: line.box_no,
    loc_no: line.loc_no,
    qty: line.quantity,
    pick_list_line_id: line.id,
  }
  if (line.is_part) return { proposal: proposal('pick', 'The pick list needs it', fields), warnings: [] }
  const [place] = part.locations
  const own = { ...fields, box_no: place?.box_no ?? null, loc_no: place?.loc_no ?? null }
  return {
    proposal: proposal('pick', `It can stand in for ${line.part_key}`, own),
    warnings: [`The pick list wants ${line.part_key}; ${part.key} can stand in for it`],
  }
}

function whyNot({ key }: CodeMatch, picked: PickLine | undefined, pickListId: number | null): string {
  if (picked === undefined) return `${key} is not on pick list ${pickListId}`
  const standIn = picked.is_part ? '' : `, for which ${key} can stand in,`
  return `${picked.part_key}${standIn} was picked already for pick list ${pickListId}`
}

function instead(wanted: WantedLine | null): string {
  if (wanted === null) return ''
  const { part_key, part_description, box_no, loc_no } = wanted
  return `; its next line takes ${describe(part_key, part_description)} from ${box_no}-${loc_no}`
}
