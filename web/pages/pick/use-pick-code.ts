import { useMutation } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { PickLine, PickList } from '../../api/queries/kits.ts'
import { PICKING } from './use-pick-line.ts'

/**
 * Finds the line that the bag with this code belongs to.
 *
 * @throws Error in the words of the service when it is no bag of the list.
 */
async function lineOfCode(list: PickList, code: string): Promise<PickLine> {
  const context = { pick_list_id: list.id }
  const { proposal, matches, warnings } = await body(api.POST('/api/scans', { body: { code, context } }))
  const line = list.lines.find(({ id }) => id === proposal?.pick_list_line_id)
  if (proposal?.action === 'pick' && line?.kit_content.part_key === proposal.part_key) return line
  // What can stand in for a part is noted on the ledger, and for that it is asked about on the page Scan.
  if (proposal?.action === 'pick') throw new Error(`${warnings.join('. ')}. Book it on the page Scan`)
  const found = matches[0]?.part.key
  throw new Error(warnings[0] ?? (found === undefined ? 'No part here has this code' : `${found} is not on this list`))
}

/** Picks by the code of a bag that is no label of ours; a wrong bag is refused, and the page stays. */
export function usePickCode(list: PickList, pick: (line: PickLine) => void, onWrong: (error: Error) => void) {
  return useMutation({
    // The next code waits until this one is read.
    mutationKey: [PICKING, 'code'],
    mutationFn: (code: string) => lineOfCode(list, code),
    onSuccess: pick,
    onError: onWrong,
  })
}
