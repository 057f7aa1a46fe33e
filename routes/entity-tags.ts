import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fresh from 'fresh'
import type { TSchema } from 'typebox'
import { entityTag, type Versioned } from '../plugins/entity-tags/entity-tag.ts'
import {
  ifMatch,
  type Precondition,
  preconditionFailed,
  StaleVersionError,
} from '../plugins/entity-tags/precondition.ts'

type Request = Pick<FastifyRequest, 'headers'>

/** How the entity tags of one kind of record are made. */
export interface TagRules<Id, Shown extends Versioned, Full extends Shown> {
  /** Of the representation: after an update of the service that changes it, no tag of before is current. */
  schema: TSchema
  /** Reads a record. @throws DomainError 404. */
  read(id: Id): Promise<Full>
  /** Reads only what the tag is made of; null when there is no such record. */
  readFacts?(id: Id): Promise<Shown | null>
  /** What the representation shows and the version does not cover; by default all that was read. */
  rest?(record: Shown): unknown
}

/** Records of one kind that are answered with an entity tag, and changed only as the header `If-Match` allows. */
export class TaggedRecords<Id, Shown extends Versioned, Full extends Shown = Shown> {
  readonly #rules: TagRules<Id, Shown, Full>
  readonly #shape: string

  constructor(rules: TagRules<Id, Shown, Full>) {
    this.#rules = rules
    this.#shape = hash('sha256', JSON.stringify(rules.schema), 'base64url')
  }

  tagOf(record: Shown): string {
    const { rest = (all: Shown) => all } = this.#rules
    return entityTag(record, `${this.#shape}${JSON.stringify(rest(record))}`)
  }

  /** Answers a read: the record with its tag, or 304 when the client has it already. @throws DomainError 404. */
  async answerRead(request: Request, reply: FastifyReply, id: Id): Promise<Full | FastifyReply> {
    const { read, readFacts } = this.#rules
    if (readFacts !== undefined && 'if-none-match' in request.headers) {
      // What a client that asks again and again has already is not built again.
      const facts = await readFacts(id)
      if (facts !== null && isFresh(request, this.tagOf(facts))) return notModified(reply, this.tagOf(facts))
    }
    const record = await read(id)
    const tag = this.tagOf(record)
    if (isFresh(request, tag)) return notModified(reply, tag)
    reply.header('etag', tag)
    return record
  }

  /** Answers a change: the record with its new tag. */
  answerChange<Changed extends Shown>(reply: Pick<FastifyReply, 'header'>, record: Changed): Changed {
    reply.header('etag', this.tagOf(record))
    return record
  }

  /**
   * Makes a change, unless the header `If-Match` names other versions of the record than the current one.
   *
   * @param change must pass the precondition on, to be looked at with the record locked; null when there is none.
   * @throws DomainError 412 with the current tag when the record has changed; RequestValidationError for a wrong header.
   */
  async change<T>({ headers }: Request, id: Id, change: (precondition: Precondition | null) => Promise<T>): Promise<T> {
    try {
      return await change(ifMatch(headers['if-match']))
    } catch (error) {
      if (error instanceof StaleVersionError) throw preconditionFailed(this.tagOf(await this.#rules.read(id)))
      throw error
    }
  }
}

/** Whether the client has this representation already, and does not force a reload (RFC 9110, 13.1.2). */
function isFresh({ headers }: Request, tag: string): boolean {
  return fresh(headers, { etag: tag })
}

function notModified(reply: FastifyReply, tag: string): FastifyReply {
  return reply.code(304).header('etag', tag).send()
}
