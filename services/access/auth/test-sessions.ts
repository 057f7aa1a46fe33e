import { randomBytes } from 'node:crypto'

const PREFIX = 'test-session-'

/** The user of a test session, with the roles as the test has given them. */
export interface TestUser {
  subject: string
  name: string | null
  email: string | null
  roles: string[]
}

/** Sessions for tests of the front end, and an error that they can request. In the memory of this process. */
export class TestSessions {
  readonly #users = new Map<string, TestUser>()
  #forcedStatus: number | null = null

  /** @returns the token of the new session. */
  create(user: TestUser): string {
    const token = `${PREFIX}${randomBytes(16).toString('base64url')}`
    this.#users.set(token, user)
    return token
  }

  find(token: string): TestUser | undefined {
    return this.#users.get(token)
  }

  clear(token: string): void {
    this.#users.delete(token)
  }

  /** The next request for the caller's identity is answered with this status, once. */
  forceError(status: number): void {
    this.#forcedStatus = status
  }

  takeForcedError(): number | null {
    const status = this.#forcedStatus
    this.#forcedStatus = null
    return status
  }
}
