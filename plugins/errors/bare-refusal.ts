/** A refusal that clients tell by its status and text alone: its answer carries no code. */
export class BareRefusal extends Error {
  override readonly name = 'BareRefusal'
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}
