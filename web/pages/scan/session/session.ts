import { useSessionStorage } from '@mantine/hooks'

/** One thing that was done by scanning. */
export interface Booking {
  operationId: string
  /** What was done, in a sentence. */
  text: string
  partKey: string
  /** ISO 8601. */
  at: string
  undone: boolean
}

const MOST = 100

function deserialize(text: string | undefined): Booking[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** What was done by scanning since this tab was opened, the last first. */
export function useSession() {
  const [bookings, set] = useSessionStorage<Booking[]>({
    key: 'scans',
    defaultValue: [],
    deserialize,
    getInitialValueInEffect: false,
  })
  return {
    bookings,
    add: (booking: Omit<Booking, 'at' | 'undone'>) =>
      set((old) => [{ ...booking, at: new Date().toISOString(), undone: false }, ...old].slice(0, MOST)),
    undone: (operationId: string) =>
      set((old) => old.map((each) => (each.operationId === operationId ? { ...each, undone: true } : each))),
  }
}

export type Session = ReturnType<typeof useSession>
