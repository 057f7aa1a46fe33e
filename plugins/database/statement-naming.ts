/**
 * Whether statements are prepared under names. The pools of a service share one, so that all of them stop together when
 * one connection notices that the server does not know its names.
 */
export class StatementNaming {
  #isOn: boolean
  readonly #onLost: () => void

  /** @param onLost called once, when names turn out not to work. */
  constructor(isOn: boolean, onLost: () => void = () => {}) {
    this.#isOn = isOn
    this.#onLost = onLost
  }

  get isOn(): boolean {
    return this.#isOn
  }

  /** Sends statements without names from now on. */
  turnOff(): void {
    if (!this.#isOn) return
    this.#isOn = false
    this.#onLost()
  }
}
