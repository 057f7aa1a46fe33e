import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { handleScan } from '../../shared/keyboard/scan-handlers.ts'
import { isCovered } from '../../shared/keyboard/use-hotkey.ts'
import { readPlace } from '../../shared/place/place.ts'
import { ScanBurst } from './burst.ts'
import { fieldBefore, putBack } from './field-before.ts'

const KEY = /^[A-Za-z]{4}$/
const LOOK_AGAIN_MS = 200

/** Goes where a code leads that no page wants for itself: to its part, to its slot, or to what it finds. */
function useOpenCode(): (code: string) => void {
  const navigate = useNavigate()
  return (code) => {
    if (handleScan(code)) return
    const place = readPlace(code)
    if (KEY.test(code)) void navigate({ to: '/parts/$key', params: { key: code.toUpperCase() } })
    else if (place !== null) {
      const { box_no, loc_no } = place
      void navigate({ to: '/boxes/$box', params: { box: String(box_no) }, search: { slot: String(loc_no) } })
    } else void navigate({ to: '/parts', search: { q: code } })
  }
}

/** A hand scanner works on every page, with no field in focus; a code waits while a dialog is open. */
export function useScanner(): void {
  const open = useRef<(code: string) => void>(() => {})
  open.current = useOpenCode()
  useEffect(() => {
    const burst = new ScanBurst()
    const waiting: string[] = []
    let before: ReturnType<typeof fieldBefore> = null
    let later: ReturnType<typeof setTimeout> | undefined
    const work = () => {
      clearTimeout(later)
      if (waiting.length > 0 && isCovered()) {
        later = setTimeout(work, LOOK_AGAIN_MS)
        return
      }
      for (const code of waiting.splice(0)) open.current(code)
    }
    const onKey = (event: KeyboardEvent) => {
      const field = fieldBefore(event.target)
      const code = burst.add(event)
      if (burst.hasBegun) before = field
      if (code === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (before !== null) putBack(before)
      before = null
      waiting.push(code)
      work()
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => {
      removeEventListener('keydown', onKey, { capture: true })
      clearTimeout(later)
    }
  }, [])
}
