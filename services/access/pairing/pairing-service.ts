import { createHmac, randomBytes } from 'node:crypto'
import type { Role } from '../../../plugins/auth/roles.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { AccessLog, Doer } from '../access-log/access-log.ts'
import { browserName } from '../devices/browser-name.ts'
import type { DeviceService, PairedDevice } from '../devices/device-service.ts'
import type { PeopleService } from '../people/people-service.ts'
import { lookAlike } from '../people/person-name.ts'
import { LOCK_ACCESS } from '../people/statements.ts'
import { subjectOf } from '../people/subject.ts'
import { secretHash } from '../secret-hash.ts'
import { newLinkCode, newWaitToken, readCode } from './codes.ts'
import { countPairing, type PairingKind } from './metrics.ts'
import type { PairedDto, PairingRedemptionFields, PairingWaitDto, StillWaitingDto } from './schemas.ts'
import {
  ADD_CODE,
  CANCEL_CODE,
  LOCK_WAITING,
  NOTE_COLLECTED,
  OPEN_TERMINAL_CODES,
  REDEEM_CODE,
  USE_CODE,
} from './statements.ts'
import { newWaitingDevice } from './waiting-device.ts'
import type { WrongCodes } from './wrong-codes.ts'

/** Seconds that a code of the terminal is good for. */
const TERMINAL_SECONDS = 900
/** Seconds that the approval may take at least, once a code was sent. */
const APPROVAL_SECONDS = 120
const SALT_BYTES = 32
const FIRST_NAME = 'Administrator'

/** Where a device is. */
export interface DeviceOrigin {
  userAgent: string | undefined
  address: string
  /** Secrets of devices that the browser has been so far. */
  secrets: readonly string[]
}

/** For whom a code of the terminal is. One with `isFirst` ends as soon as there is an administrator. */
export type TerminalFor = { personId: number } | { name: string | null; role: Role; isFirst: boolean }

/** A device that is let in: the secret goes into its cookie. */
export interface LetIn {
  answer: PairedDto
  secret: string
}

export interface PairingParts {
  db: Database
  log: AccessLog
  people: PeopleService
  devices: DeviceService
  wrongCodes: WrongCodes
  /** Whether devices can be paired: only without an identity provider. */
  isOn: boolean
}

interface NewOwner {
  personId: number | null
  /** Who has invited them; null for the terminal. */
  invitedBy: number | null
  name: string | null
  role: Role | null
}

/** Lets devices in: by a code of the terminal at once, by the code of somebody when that person has approved it. */
export class PairingService {
  readonly #parts: PairingParts

  constructor(parts: PairingParts) {
    this.#parts = parts
  }

  /**
   * Makes a code that needs no approval, for who has the shell of the service.
   *
   * @param replaces whether earlier codes of the terminal for the same purpose end: who asks for another one has no use for
   *   them, and may not know who has seen them. Each of several replicas that start shows one of its own.
   * @returns the code, which is good for 15 minutes and once.
   */
  async makeTerminalCode(target: TerminalFor, { replaces = false }: { replaces?: boolean } = {}): Promise<string> {
    const code = newLinkCode()
    const { db, log } = this.#parts
    const owner =
      'personId' in target ? { ...target, name: null, role: null, isFirst: false } : { personId: null, ...target }
    await db.transaction(async (unit) => {
      const { personId, name, role, isFirst } = owner
      if (replaces) {
        await unit.query(LOCK_ACCESS)
        const open = await unit.query(OPEN_TERMINAL_CODES)
        for (const { id } of open.filter((each) => isForSame(each, owner))) await unit.query(CANCEL_CODE, [id])
      }
      const values = [secretHash(code), null, 'terminal', personId, name, role, isFirst, null, TERMINAL_SECONDS]
      await unit.query(ADD_CODE, values)
      await log.add('code_made', { subject: null, address: null }, { personId, detail: 'terminal' })
    })
    return code
  }

  /**
   * Uses a code.
   *
   * @returns a device that is let in, or what the device waits with.
   * @throws DomainError 404 for a code that is wrong, was used, or is too old, 409 for a name that is taken, 429 after
   * too many wrong codes.
   */
  async redeem(fields: PairingRedemptionFields, origin: DeviceOrigin): Promise<LetIn | PairingWaitDto> {
    this.demandOn()
    const { db, wrongCodes } = this.#parts
    const sent = readCode(fields.code)
    const waitToken = newWaitToken()
    const agent = browserName(origin.userAgent)
    const device = newWaitingDevice({ name: fields.device_name, agent, address: origin.address })
    const values = [secretHash(sent.code), secretHash(waitToken), JSON.stringify(device), APPROVAL_SECONDS]
    let kind: PairingKind = sent.kind
    const result = await wrongCodes.run(sent, origin.address, async () => {
      await db.query(LOCK_ACCESS)
      const [code] = await db.query(REDEEM_CODE, values)
      if (code === undefined) return null
      kind = code.kind
      if (code.kind !== 'terminal') {
        return { wait_token: waitToken, match_number: device.match_number, expires_at: code.expires_at }
      }
      const owner: NewOwner = { personId: code.person_id, invitedBy: null, name: code.name, role: code.role }
      if (owner.personId === null && owner.name === null) owner.name = await this.#firstName(fields.person_name)
      const { address, secrets } = origin
      return this.#letIn(code.id, owner, { name: fields.device_name, agent, address }, secrets)
    })
    if (result === null) throw unknownCode()
    countPairing(kind, 'redeemed')
    if ('secret' in result) countPairing(kind, 'paired')
    return result
  }

  /**
   * Gives a device its key once it was approved. The key is made now: an approval that nobody claims leaves none. As long
   * as nobody has used it and the code is not too old, it is given again: the answer may have been lost.
   *
   * @param secrets of devices that the browser has been so far.
   * @throws DomainError 404 for an unknown token, 410 for one that was refused or used, or is too old.
   */
  async collect(waitToken: string, secrets: readonly string[]): Promise<LetIn | StillWaitingDto> {
    this.demandOn()
    const { db } = this.#parts
    const done = await db.transaction(async (unit) => {
      await unit.query(LOCK_ACCESS)
      const [code] = await unit.query(LOCK_WAITING, [secretHash(waitToken)])
      if (code === undefined) throw unknownCode()
      if (code.state === 'used' && !code.expired) {
        const again = await this.#letInAgain(code, waitToken)
        if (again !== null) return { kind: code.kind, result: again, isNew: false }
      }
      if (code.state !== 'waiting' || code.expired || code.device === null)
        return { kind: code.kind, result: null, isNew: false }
      if (!code.approved) {
        const result: StillWaitingDto = { state: 'waiting', expires_at: code.expires_at }
        return { kind: code.kind, result, isNew: false }
      }
      const owner: NewOwner = {
        personId: code.person_id,
        invitedBy: code.made_by,
        name: code.name,
        role: code.role,
      }
      const salt = randomBytes(SALT_BYTES)
      const secret = collectedSecret(waitToken, salt)
      const result = await this.#letIn(code.id, owner, { ...code.device, secret }, secrets)
      await unit.query(NOTE_COLLECTED, [code.id, result.answer.device.id, salt])
      return { kind: code.kind, result, isNew: true }
    })
    if (done.result === null) throw pairingOver()
    if ('secret' in done.result && done.isNew) countPairing(done.kind, 'paired')
    return done.result
  }

  /** @throws DomainError 409 where people are those of an identity provider, or nobody signs in. */
  demandOn(): void {
    if (!this.#parts.isOn) throw invalidOperation('pair a device', 'AUTH_MODE is not own')
  }

  async #letIn(
    codeId: number,
    { personId, invitedBy, name, role }: NewOwner,
    device: { name: string; agent: string | null; address: string | null; secret?: string },
    replaced: readonly string[],
  ): Promise<LetIn> {
    const { db, people, devices } = this.#parts
    const doer: Doer = { subject: invitedBy === null ? null : subjectOf(invitedBy), address: device.address }
    const id = personId ?? (await people.add({ name: name ?? FIRST_NAME, role: role ?? 'reader' }, doer))
    const person = await people.get(id)
    if (!person.active) throw pairingOver()
    await db.query(USE_CODE, [codeId, id])
    const paired: PairedDevice = await devices.add({ personId: id, ...device })
    await devices.replace(replaced, paired.id, doer)
    return { answer: { person, device: { id: paired.id, name: paired.name } }, secret: paired.secret }
  }

  /** @returns null when somebody has used the key that was collected, or it was ended. */
  async #letInAgain(
    { person_id: personId, collected_id: id, collected_name: name, secret_salt: salt }: RowOf<typeof LOCK_WAITING>,
    waitToken: string,
  ): Promise<LetIn | null> {
    if (personId === null || id === null || name === null || salt === null) return null
    const person = await this.#parts.people.get(personId)
    if (!person.active) return null
    return { answer: { person, device: { id, name } }, secret: collectedSecret(waitToken, salt) }
  }

  /** The name of a new person who has given none: the first that is free. */
  async #firstName(wanted: string | undefined): Promise<string> {
    if (wanted !== undefined) return wanted
    for (let number = 1; ; number++) {
      const name = number === 1 ? FIRST_NAME : `${FIRST_NAME} ${number}`
      if ((await this.#parts.people.findByName(name)) === undefined) return name
    }
  }
}

/**
 * The secret of a device that collects its key: whoever has the wait token gets the same one again, and the database alone
 * does not have it.
 */
function collectedSecret(waitToken: string, salt: Buffer): string {
  return createHmac('sha256', salt).update(waitToken).digest('base64url')
}

/** Whether two codes of the terminal let the same person in, or the first administrator. */
function isForSame(
  a: Pick<RowOf<typeof OPEN_TERMINAL_CODES>, 'person_id' | 'name'>,
  { personId, name }: { personId: number | null; name: string | null },
): boolean {
  if (a.person_id !== null || personId !== null) return a.person_id === personId
  return a.name === null || name === null ? a.name === name : lookAlike(a.name, name)
}

/** Whatever is wrong with a code, the answer is the same. */
function unknownCode(): DomainError {
  return new DomainError(
    404,
    'RECORD_NOT_FOUND',
    'This code is not valid',
    'Codes work once and for minutes: ask for a new one',
  )
}

function pairingOver(): DomainError {
  return new DomainError(410, 'PAIRING_OVER', 'This device was not let in', 'The code was refused, used or is too old')
}
