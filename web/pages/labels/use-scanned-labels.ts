import { useQueryClient } from '@tanstack/react-query'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { queueLabels } from '../../shared/labels/queue-labels.ts'

/** A label of ours that is scanned here is wanted once more. Other codes lead where they lead on every page. */
export function useScannedLabels(enabled: boolean): void {
  const queries = useQueryClient()
  useScanHandler((code) => {
    const item = enabled ? readItem(code) : null
    if (item === null) return false
    void queueLabels(queries, [item]).catch(sayFailure)
    return true
  })
}
