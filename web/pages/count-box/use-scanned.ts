import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentence } from '../../api/errors.ts'
import type { LabelKind } from '../../api/queries/labels.ts'
import { NOWHERE, readCode, type ScanMatch } from '../../api/queries/scans.ts'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { placeName } from '../../shared/place/place.ts'
import { meaningOf, pileOfPart } from './scanned-here.ts'
import { COUNTING } from './use-round.ts'

/** From this score on a code means a part without doubt. */
const SURE = 0.9
const MOST_PLACES = 3
/** Such as `B7`, which may be the number of a part as well. */
const NUMBERED: readonly LabelKind[] = ['box', 'kit', 'pick_list']

/** What is said of a code that has led to no pile. */
export interface Told {
  text: string
  /** A part that should lie in none of the slots of the box. */
  part?: ScanMatch['part'] | undefined
  /** A slot of the box that was scanned, and in which nothing should lie. */
  freeSlot?: number | undefined
}

interface ScannedOptions<Of> {
  boxNo: number
  piles: readonly Of[]
  onPile: (pile: Of) => void
  /** Whether codes are taken. */
  enabled: boolean
  /** Whether codes have to wait for something else than a count. */
  isBusy?: boolean
}

function whereInWords({ part: { key }, locations }: ScanMatch, boxNo: number): string {
  if (locations.length === 0) return `${key} lies nowhere, and so not in box ${boxNo}`
  const places = locations.slice(0, MOST_PLACES).map(placeName).join(', ')
  const more = locations.length > MOST_PLACES ? ` and ${locations.length - MOST_PLACES} more slots` : ''
  return `${key} lies in ${places}${more}, not in box ${boxNo}`
}

/** The part that a code means. @throws Error in words where it means none, or one of several. */
async function partOf(code: string, boxNo: number): Promise<ScanMatch> {
  const { kind, matches, warnings } = await readCode(code, { ...NOWHERE, box: boxNo })
  const [first, second] = matches.filter(({ score }) => score >= SURE)
  if (first !== undefined && second === undefined) return first
  if (first !== undefined) throw new Error(`The code may be of ${matches.map(({ part }) => part.key).join(' or ')}`)
  throw new Error((kind.startsWith('own_') ? warnings[0] : undefined) ?? 'No part is known by this code')
}

/**
 * Goes to the pile whose label or bag was scanned. Whatever else is scanned is said: the count goes on.
 *
 * @returns what is said of the last code.
 */
export function useScanned<Of extends { part_key: string; loc_no: number; counted_qty?: number | null }>({
  boxNo,
  piles,
  onPile,
  enabled,
  isBusy = false,
}: ScannedOptions<Of>): { told: Told | null; forget: () => void } {
  const queries = useQueryClient()
  const [told, setTold] = useState<Told | null>(null)
  const choose = (pile: Of) => {
    setTold(null)
    onPile(pile)
  }
  const read = useMutation({
    // The next code waits until this one is read.
    mutationKey: [COUNTING, 'code'],
    mutationFn: (code: string) => partOf(code, boxNo),
    onSuccess: (match) => {
      const pile = pileOfPart(piles, match.part.key)
      if (pile !== undefined) choose(pile)
      else setTold((before) => ({ text: whereInWords(match, boxNo), part: match.part, freeSlot: before?.freeSlot }))
    },
    onError: (error) => setTold({ text: sentence(error) }),
  })
  useScanHandler(
    (code) => {
      const item = readItem(code)
      if (!enabled) return false
      // A number alone may be anything.
      const meaning =
        item === null || (NUMBERED.includes(item.kind) && !code.includes('/'))
          ? 'unknown'
          : meaningOf(item, { boxNo, piles })
      if (meaning === 'unknown') read.mutate(code)
      else if ('pile' in meaning) choose(meaning.pile)
      else if ('elsewhere' in meaning) setTold({ text: meaning.elsewhere })
      else {
        const { freeSlot } = meaning
        const text = `Nothing should lie in ${placeName({ box_no: boxNo, loc_no: freeSlot })}`
        setTold((before) => ({ text, part: before?.part, freeSlot }))
      }
      return true
    },
    () => isBusy || queries.isMutating({ mutationKey: [COUNTING] }) > 0,
  )
  return { told, forget: () => setTold(null) }
}
