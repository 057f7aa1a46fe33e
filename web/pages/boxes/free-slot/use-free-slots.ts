import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type FreeSlot, freeSlotsQuery } from '../../../api/queries/boxes.ts'
import { placeName } from '../../../shared/place/place.ts'

const KEY = /^[A-Z]{4}$/
const NONE: readonly FreeSlot[] = []

/** Free slots for the part whose key the address has, and the one of them that is meant: the first until another is chosen. */
export function useFreeSlots(asked: string | undefined) {
  const partKey = asked !== undefined && KEY.test(asked) ? asked : undefined
  const [wanted, setWanted] = useState('')
  const found = useQuery(freeSlotsQuery(partKey ?? ''))
  const slots = partKey === undefined ? NONE : (found.data ?? NONE)
  return {
    partKey,
    slots,
    chosen: slots.find((slot) => placeName(slot) === wanted) ?? slots[0],
    choose: (slot: FreeSlot) => setWanted(placeName(slot)),
    error: partKey === undefined ? null : found.error,
    isLoading: partKey !== undefined && found.isPending,
  }
}
