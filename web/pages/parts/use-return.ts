import { useEffect, useRef } from 'react'
import { focusRow } from './use-row-keys.ts'

/** Gives the keyboard back to the row when what was opened is gone, and the keyboard with it. */
export function useReturn(partKey: string, opened: boolean): void {
  const was = useRef(opened)
  useEffect(() => {
    if (was.current && !opened && document.activeElement === document.body) focusRow(partKey)
    was.current = opened
  }, [partKey, opened])
}
