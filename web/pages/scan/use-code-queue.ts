import { useIsMutating, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { BOOKING } from './answer/use-apply.ts'
import type { useSignals } from './signals.ts'

interface CodeQueueOptions {
  /** Asks what a code is. */
  read: (code: string) => void
  /** Whether the service cannot be reached. */
  isAway: boolean
  /** Whether it is being asked what a code is. */
  isReading: boolean
  /** Whether a person decides now about the code that was read last. */
  isHeld: boolean
  /** Whether a code is a label that says where the part in the hand lies or goes. */
  isForThis: (code: string) => boolean
  signal: ReturnType<typeof useSignals>['signal']
}

/**
 * Codes in the order in which they were scanned. What is scanned while another code is read, while something is booked or
 * while the service cannot be reached waits, and then each code for what becomes of the one before it.
 */
export function useCodeQueue({ read, isAway, isReading, isHeld, isForThis, signal }: CodeQueueOptions) {
  const queries = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>([])
  const isBooking = useIsMutating({ mutationKey: [BOOKING] }) > 0
  // From the moment a code is taken until its request is under way.
  const isTaken = useRef(false)
  const begin = (code: string) => {
    isTaken.current = true
    read(code)
  }
  /** As it is now, which may be some moments before it is shown. */
  const isBusy = () =>
    isTaken.current ||
    queries.isMutating({ mutationKey: [BOOKING] }) > 0 ||
    queries.isFetching({ queryKey: ['scan'] }) > 0
  /** @param isBehind whether it was scanned before the code in front of it could be read. */
  const take = (code: string, isBehind = false) => {
    const isFirst = codes.length === 0 && !(isBehind && isHeld)
    if (!isBusy() && (isFirst || isForThis(code))) {
      begin(code)
      return
    }
    setCodes((old) => [...old, code])
    signal(isAway ? 'wrong' : 'read')
  }
  /** Reads what a person has chosen, before the codes that wait. */
  const choose = (code: string) => (isBusy() ? take(code) : begin(code))
  const [first] = codes
  const readNext = () => {
    if (first === undefined) return
    setCodes((old) => old.slice(1))
    begin(first)
  }
  const isNext = first !== undefined && !isReading && !isBooking && (!isHeld || isForThis(first))
  useEffect(() => {
    isTaken.current = false
    if (isNext) readNext()
  })
  useScanHandler((code, isBehind) => {
    take(code, isBehind)
    return true
  })
  return { codes, take, choose, readNext, forget: () => setCodes([]) }
}
