import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { ApiError, Unreachable } from '../../api/errors.ts'
import { type Place, readCode, type Scan, type ScanContext } from '../../api/queries/scans.ts'
import { goneSlot } from './place-of.ts'
import type { Asked } from './use-asked.ts'

const AGAIN_MS = 2000

/** What has come of a code, and of the slot that was scanned with it. */
export interface Reading {
  scan: Scan
  /** The code that is answered: the label of the slot where the list that is picked takes something else from it. */
  code: string
  /** The slot that was scanned, when it is there. */
  place: Place | null
  /** The box that was scanned, when it is there. */
  box: number | null
  /** The name of the slot or the box that was scanned, when it is not there: `location 7-99`. */
  gone: string | null
}

async function isThere({ box_no, loc_no }: { box_no: number; loc_no?: number }, signal: AbortSignal): Promise<boolean> {
  const asked =
    loc_no === undefined
      ? api.GET('/api/boxes/{box_no}', { params: { path: { box_no } }, signal })
      : api.GET('/api/locations/{box_no}/{loc_no}', { params: { path: { box_no, loc_no } }, signal })
  const { response, error } = await asked
  // A number that no slot can have is refused with 400.
  if (!response.ok && response.status !== 404 && response.status !== 400) throw new ApiError(response, error)
  return response.ok
}

/** While a list is picked, a slot behind the right part says from where it is taken; any other slot speaks for itself. */
async function readPicked(code: string, context: ScanContext, place: Place, signal: AbortSignal): Promise<Reading> {
  const scan = await readCode(code, { ...context, place }, signal)
  const { action, box_no, loc_no } = scan.proposal ?? {}
  if (action === 'pick' && box_no === place.box_no && loc_no === place.loc_no)
    return { scan, code, place, box: null, gone: null }
  const label = `/B/${place.box_no}/${place.loc_no}`
  return {
    scan: await readCode(label, { ...context, place: null }, signal),
    code: label,
    place: null,
    box: null,
    gone: null,
  }
}

async function read(code: string, context: ScanContext, signal: AbortSignal): Promise<Reading> {
  const { place, box, pickList } = context
  if (place !== null && pickList !== undefined) return readPicked(code, context, place, signal)
  const where = place ?? (box === null ? null : { box_no: box })
  if (where === null || (await isThere(where, signal)))
    return { scan: await readCode(code, context, signal), code, place, box, gone: null }
  const scan = await readCode(code, { ...context, place: null, box: null }, signal)
  return { scan, code, place: null, box: null, gone: place === null ? `box ${box}` : goneSlot(place) }
}

/**
 * Reads the code that was asked for, again and again while the service cannot be reached. Until the slot behind a code is
 * looked up, the answer without it stays.
 */
export const scanQuery = ({ code = '', thing, turn }: Asked, context: ScanContext) =>
  queryOptions({
    queryKey: ['scan', thing, turn, code, context],
    queryFn: ({ signal }) => read(code, context, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === thing ? before : undefined),
    // Also when everything else is read again, as after a lost connection: what is booked by now would be asked about.
    staleTime: 'static',
    retry: (_failures, error) => error instanceof Unreachable,
    retryDelay: AGAIN_MS,
  })
