import { useEffect, useRef } from 'react'

/** Takes a scanned code; false leaves it to whoever asked for codes before. */
export type ScanHandler = (code: string) => boolean

const handlers: ScanHandler[] = []

/** Hands a code to the page that wants it. @returns false when no page does. */
export function handleScan(code: string): boolean {
  return handlers.findLast((handler) => handler(code)) !== undefined
}

/** Has `handler` asked about each scanned code while the component is shown. */
export function useScanHandler(handler: ScanHandler): void {
  const latest = useRef(handler)
  latest.current = handler
  useEffect(() => {
    const asked: ScanHandler = (code) => latest.current(code)
    handlers.push(asked)
    return () => {
      handlers.splice(handlers.indexOf(asked), 1)
    }
  }, [])
}
