import { useEffect } from 'react'
import { noteKey } from './lone-key.ts'

/** Notes each key before anything acts on it. Used once, around all pages, before the scanner takes the Enter of a code. */
export function useNotedKeys(): void {
  useEffect(() => {
    addEventListener('keydown', noteKey, { capture: true })
    return () => removeEventListener('keydown', noteKey, { capture: true })
  }, [])
}
