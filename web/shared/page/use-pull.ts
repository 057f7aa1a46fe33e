import { useDrag } from '@mantine/hooks'
import { useCallback, useRef } from 'react'

/** A sheet that is pulled down so many pixels closes. */
const FAR = 96
/** One that is pulled down so fast, in pixels a millisecond, closes sooner. */
const FAST = 0.5

/** Lets a sheet be pulled down until it closes. @returns the ref of what it is pulled by, within it. */
export function usePull(onClose: () => void) {
  const grip = useRef<HTMLElement>(null)
  const { ref } = useDrag<HTMLElement>(
    ({ movement: [, by], velocity: [, speed], direction: [, way], last, canceled }) => {
      const sheet = grip.current?.closest<HTMLElement>('[role="dialog"]')
      if (sheet === undefined || sheet === null) return
      const closes = last && !canceled && way >= 0 && (by > FAR || (by > 0 && speed > FAST))
      sheet.style.translate = last && !closes ? '' : `0 ${Math.max(0, by)}px`
      if (closes) onClose()
    },
    { axis: 'y', threshold: 4 },
  )
  return useCallback(
    (element: HTMLElement | null) => {
      grip.current = element
      return ref(element)
    },
    [ref],
  )
}
