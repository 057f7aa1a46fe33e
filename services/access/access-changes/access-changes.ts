/** Called with the subject whose access has changed. */
export type AccessChangeHandler = (subject: string) => void

/**
 * Tells this process at once that the access of somebody has changed, when the change is durable. The other replicas
 * learn it by a notification of the database.
 */
export class AccessChanges {
  readonly #handlers: AccessChangeHandler[] = []

  on(handler: AccessChangeHandler): void {
    this.#handlers.push(handler)
  }

  announce(subject: string): void {
    for (const handler of this.#handlers) handler(subject)
  }
}
