import type { CodeMatch } from '../matching/matches.ts'
import { describe } from '../matching/part-in-words.ts'
import { type Proposed, proposal, type ScanContext } from './proposal.ts'
import type { LineAtPlace, PickLine, WantedLine } from './statements.ts'

/** More parts are not named in a sentence. */
const MOST_NAMES = 5

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
  const inBox = open.filter((each) => each.is_part && each.box_no === boxNo)
  const line = inBox.find(({ loc_no }) => loc_no === locNo) ?? inBox[0] ?? open[0]
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

/** Where somebody stands who picks. */
export interface PickedPlace {
  boxNo: number
  /** Null for the whole box. */
  locNo: number | null
}

interface PlaceFacts {
  /** Open lines of the list that take from there. */
  lines: readonly LineAtPlace[]
  /** The next open line of the list; null when there is none. */
  wanted: WantedLine | null
  /** Parts in the location that these lines do not take. */
  others: number
}

/** Proposes the line of a pick list that takes from a location or a box. Where it may be one of several parts, they are named. */
export function proposePickAt({ boxNo, locNo }: PickedPlace, { lines, wanted, others }: PlaceFacts): Proposed {
  const [what, address] = locNo === null ? ['box', `box ${boxNo}`] : ['location', `${boxNo}-${locNo}`]
  const place = { box_no: boxNo, loc_no: locNo }
  const [line] = lines
  if (line === undefined) {
    const opened = proposal('open', `The pick list takes nothing from this ${what} now`, place)
    return { proposal: opened, warnings: [`The pick list takes nothing from ${address} now${instead(wanted)}`] }
  }
  const isOne = lines.every(({ part_key, loc_no }) => part_key === line.part_key && loc_no === line.loc_no)
  if (!isOne) {
    const opened = proposal('open', `The pick list takes several parts from this ${what}`, place)
    return {
      proposal: opened,
      warnings: [`${namesOf(lines, { boxNo, locNo })} are taken from ${address}: scan the one that you take`],
    }
  }
  const taken = { part_key: line.part_key, box_no: boxNo, loc_no: line.loc_no }
  const fields = { ...taken, qty: line.quantity, pick_list_line_id: line.id }
  const isShared = locNo !== null && others > 0
  return {
    proposal: proposal('pick', `The pick list takes it from this ${what}`, fields),
    warnings: isShared
      ? [`${address} holds other parts, too; the pick list takes ${describe(line.part_key, line.part_description)}`]
      : [],
  }
}

/** The parts that lines take, each once; out of a box with their locations. */
function namesOf(lines: readonly LineAtPlace[], { boxNo, locNo }: PickedPlace): string {
  const all = lines.map(({ part_key, part_description, loc_no }) => {
    const name = describe(part_key, part_description)
    return locNo === null ? `${name} in ${boxNo}-${loc_no}` : name
  })
  const names = [...new Set(all)]
  const left = names.length - MOST_NAMES
  return left > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and others` : names.join(' and ')
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
