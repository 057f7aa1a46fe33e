import { useEffect } from 'react'
import { forgetTyped, keepTyped } from './type-ahead.ts'

/** Keeps keys that are typed before their field is there. Used once, around all pages. */
export function useTypeAhead(): void {
  useEffect(() => {
    addEventListener('keydown', keepTyped, { capture: true })
    addEventListener('pointerdown', forgetTyped, { capture: true })
    return () => {
      removeEventListener('keydown', keepTyped, { capture: true })
      removeEventListener('pointerdown', forgetTyped, { capture: true })
    }
  }, [])
}
