import { Counter } from 'prom-client'

export type PairingKind = 'link' | 'typed' | 'terminal'

export type PairingOutcome =
  | 'redeemed'
  | 'wrong'
  | 'limited'
  | 'approved'
  | 'mismatched'
  | 'refused'
  | 'cancelled'
  | 'paired'
  | 'expired'

const PAIRING_ATTEMPTS_TOTAL = new Counter({
  name: 'pairing_attempts_total',
  help: 'Steps of pairing devices, by the kind of their code and what became of them',
  labelNames: ['kind', 'outcome'] as const,
})

/** Counts one step, once it is durable. */
export function countPairing(kind: PairingKind, outcome: PairingOutcome): void {
  PAIRING_ATTEMPTS_TOTAL.inc({ kind, outcome })
}
