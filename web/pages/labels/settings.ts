import { useLocalStorage } from '@mantine/hooks'

/** How far a printer is off. */
export interface Adjustment {
  /** Millimetres. */
  right: number
  down: number
  /** Per cent. */
  scale: number
}

export const EXACT: Adjustment = { right: 0, down: 0, scale: 100 }

/** What is kept for this browser: it prints on the same printer the next time. */
interface LabelSettings {
  template: string | null
  emptyAfter: boolean
  /** By template. */
  adjustments: Readonly<Record<string, Adjustment>>
}

const BEGINNING: LabelSettings = { template: null, emptyAfter: true, adjustments: {} }

function adjustmentOf(value: unknown): Adjustment {
  if (typeof value !== 'object' || value === null) return EXACT
  const { right, down, scale } = { ...EXACT, ...value }
  return [right, down, scale].every(Number.isFinite) ? { right, down, scale } : EXACT
}

/** Reads what an earlier version may have written. */
function deserialize(text: string | undefined): LabelSettings {
  try {
    const kept: unknown = JSON.parse(text ?? '')
    if (typeof kept !== 'object' || kept === null) return BEGINNING
    const adjustments = 'adjustments' in kept ? Object.entries(kept.adjustments ?? {}) : []
    return {
      template: 'template' in kept && typeof kept.template === 'string' ? kept.template : null,
      emptyAfter: !('emptyAfter' in kept) || kept.emptyAfter !== false,
      adjustments: Object.fromEntries(adjustments.map(([id, value]) => [id, adjustmentOf(value)])),
    }
  } catch {
    return BEGINNING
  }
}

export function useLabelSettings(): [LabelSettings, (change: Partial<LabelSettings>) => void] {
  const [settings, set] = useLocalStorage({
    key: 'labels',
    defaultValue: BEGINNING,
    deserialize,
    getInitialValueInEffect: false,
  })
  return [settings, (change) => set((old) => ({ ...old, ...change }))]
}
