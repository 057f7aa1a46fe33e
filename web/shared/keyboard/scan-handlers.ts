import { useEffect, useRef } from 'react'

/**
 * Takes a scanned code; false leaves it to whoever asked for codes before.
 *
 * @param isBehind whether it was scanned before a page could take the code in front of it.
 */
export type ScanHandler = (code: string, isBehind: boolean) => boolean

interface Asked {
  take: ScanHandler
  isBusy: () => boolean
}

const handlers: Asked[] = []

/** Hands a code to the page that wants it. @returns false when no page does. */
export function handleScan(code: string, isBehind: boolean): boolean {
  return handlers.findLast(({ take }) => take(code, isBehind)) !== undefined
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
      take: (code, isBehind) => latest.current.handler(code, isBehind),
      isBusy: () => latest.current.isBusy(),
    }
    handlers.push(asked)
    return () => {
      handlers.splice(handlers.indexOf(asked), 1)
    }
  }, [])
}
