import { type Answer, type Balancer, type Call, ConnectionCut } from './balancer.ts'

const KEPT_FAILURES = 50
const KEPT_DURATIONS = 200_000

/** Thrown when the outcome of a request is not known, because a kill has cut its connection. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome'
}

/** Thrown when an answer is none that the documentation promises; it has been counted. */
export class Undocumented extends Error {
  override readonly name = 'Undocumented'
}

/** Sends the requests of the load and counts what becomes of them. */
export class Tally {
  readonly #balancer: Balancer
  /** Answers by `GET /path` and status. */
  readonly answers = new Map<string, Map<number, number>>()
  /** Milliseconds of the answers, the last ones. */
  readonly durations: number[] = []
  requests = 0
  /** Connections that a kill has cut. */
  cutByKill = 0
  /** Failures that nothing excuses: undocumented answers and connections that broke without a kill. */
  failed = 0
  /** The first of them, in words. */
  readonly failures: string[] = []

  constructor(balancer: Balancer) {
    this.#balancer = balancer
  }

  /** Notes a failure that is not one of a request. */
  fail(what: string): void {
    this.failed += 1
    if (this.failures.length < KEPT_FAILURES) this.failures.push(what)
  }

  /**
   * Sends a request.
   *
   * @param operation as in `POST /api/kits/{kit_id}/archive`.
   * @param documented statuses that may be answered.
   * @throws UnknownOutcome, Undocumented
   */
  async send(operation: string, call: Omit<Call, 'method'>, documented: readonly number[]): Promise<Answer> {
    const [method = ''] = operation.split(' ')
    this.requests += 1
    const began = performance.now()
    let answer: Answer
    try {
      answer = await this.#balancer.send({ ...call, method })
    } catch (error) {
      if (error instanceof ConnectionCut && error.isByKill) {
        this.cutByKill += 1
        throw new UnknownOutcome(operation)
      }
      this.fail(`${operation}: ${error instanceof ConnectionCut ? error.story : error}`)
      throw new UnknownOutcome(operation)
    }
    this.durations[this.requests % KEPT_DURATIONS] = performance.now() - began
    const statuses = this.answers.get(operation) ?? new Map<number, number>()
    this.answers.set(operation, statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1))
    if (documented.includes(answer.status)) return answer
    this.fail(`${operation}: ${answer.status} ${answer.text.slice(0, 200)}`)
    throw new Undocumented(operation)
  }
}
