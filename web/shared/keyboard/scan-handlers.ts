import { useEffect, useRef } from 'react'

/** Takes a scanned code; false leaves it to whoever asked for codes before. */
export type ScanHandler = (code: string) => boolean

interface Asked {
  take: ScanHandler
  isBusy: () => boolean
}

const handlers: Asked[] = []

/** Hands a code to the page that wants it. @returns false when no page does. */
export function handleScan(code: string): boolean {
  return handlers.findLast(({ take }) => take(code)) !== undefined
}

/** Whether the next code has to wait until the one before has been worked on. */
export function isScanBusy(): boolean {
  return handlers.some(({ isBusy }) => isBusy())
}

/**
 * Has `handler` asked about each scanned code while the component is shown.
 *
 * @param isBusy whether codes have to wait: a request is under way.
 */
export function useScanHandler(handler: ScanHandler, isBusy: () => boolean = () => false): void {
  const latest = useRef({ handler, isBusy })
  latest.current = { handler, isBusy }
  useEffect(() => {
    const asked: Asked = {
      take: (code) => latest.current.handler(code),
      isBusy: () => latest.current.isBusy(),
    }
    handlers.push(asked)
    return () => {
      handlers.splice(handlers.indexOf(asked), 1)
    }
  }, [])
}
