import { useEffect, useRef } from 'react'
import type { Import } from '../../api/queries/imports.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import type { ImportSearch } from './route.ts'

/** Screen readers and the keyboard begin what stands in place of the former step at the content of the page. */
function focusContent(): void {
  if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
}

/** What goes with an import that comes to another state: the focus moves along, and a refused commit is told of. */
export function useNextState(one: Import | undefined, step: ImportSearch['step']): void {
  const status = one?.status
  const before = useRef(status)
  useEffect(() => {
    if (before.current === 'committing' && status === 'proposed') {
      sayFailure(
        new Error(one?.error ?? 'Nothing was written: the inventory has changed meanwhile. See what is to fix'),
      )
    }
    before.current = status
  }, [status, one?.error])
  const shown = `${status} ${step}`
  const last = useRef(shown)
  useEffect(() => {
    if (last.current !== shown) focusContent()
    last.current = shown
  }, [shown])
}
