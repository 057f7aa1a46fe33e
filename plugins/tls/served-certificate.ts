import { X509Certificate } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { TlsPair } from './tls-pair.ts'

const DAY_MS = 86_400_000
/** Before its end a certificate is late for so much of the time that it is good for, and for these days at most. */
const LATE_SHARE = 0.1
const MOST_LATE_MS = 14 * DAY_MS

/** What browsers make of a certificate: they take it when it is `current` or `late`. */
export type CertificateStage = 'too early' | 'current' | 'late' | 'ended'

type Validity = Pick<X509Certificate, 'validFromDate' | 'validToDate'>

/** @param now in milliseconds since 1970. */
export function stageOf({ validFromDate, validToDate }: Validity, now: number): CertificateStage {
  const [from, to] = [validFromDate.getTime(), validToDate.getTime()]
  if (to < now) return 'ended'
  if (from > now) return 'too early'
  return to - now < Math.min((to - from) * LATE_SHARE, MOST_LATE_MS) ? 'late' : 'current'
}

function describeProblem({ validFromDate, validToDate }: Validity, stage: CertificateStage): string | null {
  if (stage === 'ended') return `the certificate ended at ${validToDate.toISOString()}`
  if (stage === 'too early') return `the certificate is not valid before ${validFromDate.toISOString()}`
  return null
}

/**
 * Sees that browsers take a certificate now.
 *
 * @throws Error that says since when or until when they do not.
 */
export function demandCurrent({ cert }: TlsPair): void {
  const certificate = new X509Certificate(cert)
  const problem = describeProblem(certificate, stageOf(certificate, Date.now()))
  if (problem !== null) throw new Error(problem)
}

/** The certificate that the server has. Time alone changes what browsers make of it. */
export class ServedCertificate {
  readonly #log: FastifyBaseLogger
  #certificate: X509Certificate
  #stage: CertificateStage = 'current'

  constructor({ cert }: TlsPair, log: FastifyBaseLogger) {
    this.#log = log
    this.#certificate = new X509Certificate(cert)
  }

  /** When it ends. */
  get end(): Date {
    return this.#certificate.validToDate
  }

  /** Why browsers do not take it, as of the last look; null when they do. */
  get problem(): string | null {
    return describeProblem(this.#certificate, this.#stage)
  }

  replace({ cert }: TlsPair): void {
    this.#certificate = new X509Certificate(cert)
    this.#stage = 'current'
  }

  /** Looks at the clock. The log says once that the certificate has ended, is near its end, or begins later. */
  look(): void {
    const stage = stageOf(this.#certificate, Date.now())
    if (stage === this.#stage) return
    this.#stage = stage
    const notAfter = this.end.toISOString()
    const { problem } = this
    if (problem !== null) this.#log.warn({ notAfter }, `browsers do not take the certificate: ${problem}`)
    else if (stage === 'late') this.#log.warn({ notAfter }, 'the certificate ends soon: renew it')
    else this.#log.info({ notAfter }, 'browsers take the certificate now')
  }
}
