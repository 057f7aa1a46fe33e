/** A command that will not or cannot do what was asked; the message says why and what to do. Exit code 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** The command line itself is wrong. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What the command line names cannot be used, such as a file that there is not. Exit code 2, without how to call the commands. */
export class WrongValueError extends Error {
  override readonly name = 'WrongValueError'
}
