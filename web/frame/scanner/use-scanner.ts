import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { handleScan, isScanBusy } from '../../shared/keyboard/scan-handlers.ts'
import { forgetTyped } from '../../shared/keyboard/type-ahead.ts'
import { isCovered, isTyping } from '../../shared/keyboard/typing.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { ScanBurst } from './burst.ts'
import { isBagCode, isSurelyCode } from './code-kinds.ts'
import { fieldBefore, putBack } from './field-before.ts'
import { meantCode } from './meant-code.ts'

const LOOK_AGAIN_MS = 200

/** The message is loaded when it is needed: most codes are worked on at once. */
async function sayThatItWaits(): Promise<void> {
  const { sayDone } = await import('../../shared/feedback/undo.tsx')
  sayDone('The code that was scanned waits until this is closed')
}

let isLayoutSaid = false

/** Said once: it holds for every code. */
async function sayLayout(): Promise<void> {
  if (isLayoutSaid) return
  isLayoutSaid = true
  const { sayFailure } = await import('../../shared/feedback/undo.tsx')
  sayFailure(new Error('Your scanner types for another keyboard than this computer has. Set it to the same layout'))
}

/** Goes to the page of what one of our labels names. @returns false when the code is of none. */
function useOpenLabel(): (code: string) => boolean {
  const navigate = useNavigate()
  return (code) => {
    const item = readItem(code)
    if (item === null) return false
    const { kind, id } = item
    if (kind === 'part') void navigate({ to: '/parts/$key', params: { key: id } })
    else if (kind === 'location') {
      const [box = '', slot = ''] = id.split('-')
      void navigate({ to: '/boxes/$box', params: { box }, search: { slot } })
    } else if (!code.includes('/')) return false
    else if (kind === 'box') void navigate({ to: '/boxes/$box', params: { box: id } })
    else if (kind === 'kit') void navigate({ to: '/kits/$kit', params: { kit: id } })
    else void navigate({ to: '/pick/$list', params: { list: id } })
    return true
  }
}

/** Goes where a code leads that no page wants for itself: to what a label names, to what a bag is, or to what it finds. */
function useOpenCode(): (code: string, isBehind: boolean) => void {
  const navigate = useNavigate()
  const openLabel = useOpenLabel()
  return (code, isBehind) => {
    if (handleScan(code, isBehind) || openLabel(code)) return
    if (isBagCode(code)) void navigate({ to: '/scan', search: { code } })
    else void navigate({ to: '/parts', search: { q: code } })
  }
}

/**
 * A hand scanner works on every page, with no field in focus. A code waits while a dialog is open, a request is under way
 * or another page is on its way.
 */
export function useScanner(): void {
  const open = useRef<ReturnType<typeof useOpenCode>>(() => {})
  open.current = useOpenCode()
  const router = useRouter()
  useEffect(() => {
    const burst = new ScanBurst()
    const waiting: { code: string; isBehind: boolean }[] = []
    let before: ReturnType<typeof fieldBefore> = null
    let isBlankOfCode = false
    let later: ReturnType<typeof setTimeout> | undefined
    // A page that is on its way has not said yet which codes it wants.
    const isReady = () => router.state.status === 'idle' && !isCovered() && !isScanBusy()
    const work = () => {
      clearTimeout(later)
      while (isReady()) {
        const next = waiting.shift()
        if (next === undefined) break
        open.current(next.code, next.isBehind)
      }
      if (waiting.length > 0) later = setTimeout(work, LOOK_AGAIN_MS)
    }
    const onKey = (event: KeyboardEvent) => {
      const field = fieldBefore(event.target)
      const isInField = isTyping(event.target)
      const ending = burst.add(event, isInField)
      if (burst.hasBegun) before = field
      else if (burst.goesOn) before ??= field
      // A blank in a code would press the button that was pressed last.
      isBlankOfCode = event.key === ' ' && burst.goesOn && !isInField
      const meant = ending === null ? null : meantCode(ending)
      if (ending === null || (ending.isSlow && !isSurelyCode(meant ?? ending.code ?? ''))) {
        if (isBlankOfCode || burst.isControl) event.preventDefault()
        return
      }
      event.preventDefault()
      event.stopImmediatePropagation()
      const code = meant ?? ending.code
      if (code === null) return
      if (meant !== null) void sayLayout()
      if (before !== null) putBack(before)
      if (ending.isSlow) before?.field.blur()
      forgetTyped()
      before = null
      waiting.push({ code, isBehind: waiting.length > 0 || router.state.status !== 'idle' })
      work()
      if (waiting.length > 0 && isCovered()) void sayThatItWaits()
    }
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ' && isBlankOfCode) event.preventDefault()
    }
    addEventListener('keydown', onKey, { capture: true })
    addEventListener('keyup', onKeyUp, { capture: true })
    return () => {
      removeEventListener('keydown', onKey, { capture: true })
      removeEventListener('keyup', onKeyUp, { capture: true })
      clearTimeout(later)
    }
  }, [router])
}
