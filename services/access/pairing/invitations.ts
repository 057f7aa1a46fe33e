import { accessDenied } from '../../../plugins/auth/auth-errors.ts'
import type { Credential, Identity } from '../../../plugins/auth/authenticator.ts'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { DomainError, invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { AccessEvent, AccessLog, Doer } from '../access-log/access-log.ts'
import { demandStillAllowed } from '../caller-memory/still-allowed.ts'
import type { PeopleService } from '../people/people-service.ts'
import { tidyName } from '../people/person-name.ts'
import { secretHash } from '../secret-hash.ts'
import { newLinkCode, newTypedCode, showTypedCode } from './codes.ts'
import { type AddressSettings, invitedAddress, pairPage, type ReachedAddress } from './link-addresses.ts'
import { countPairing } from './metrics.ts'
import type { NewPairingCodeDto, PairingCodeDto, PairingCodeFields } from './schemas.ts'
import { ADD_CODE, APPROVE_CODE, CANCEL_CODE, CODE_OF, LIVE_CODES_BY, LOCK_CODE_OF } from './statements.ts'

/** Seconds that a code is good for which somebody makes for another device. */
const CODE_SECONDS = 300
/** Codes of one person that can let a device in at the same time. */
const MOST_LIVE_CODES = 20
/** Seconds that an approved device has to fetch its key. */
const COLLECTION_SECONDS = 120

type CodeRow = RowOf<typeof CODE_OF>

export interface InvitationsParts {
  db: Database
  log: AccessLog
  people: PeopleService
  settings: AddressSettings
  /** Whether devices can be paired. */
  isOn: boolean
}

/** Codes that signed-in people make for another device of theirs, or for a new person, and their approval. */
export class Invitations {
  readonly #parts: InvitationsParts

  constructor(parts: InvitationsParts) {
    this.#parts = parts
  }

  /**
   * Makes a code, by default for another device of who asks.
   *
   * @param from where the caller's browser has reached the service.
   * @throws DomainError 403 for a caller without a device, and for a new person unless an administrator asks; 409 for a
   * name that is taken, and where devices are not paired; 429 for somebody who has too many codes that can be used.
   */
  async create(
    { name, role = 'reader' }: PairingCodeFields,
    caller: Identity | null,
    doer: Doer,
    from: ReachedAddress,
  ): Promise<NewPairingCodeDto> {
    const { db, log, people } = this.#parts
    const { personId } = this.#demandDevice(caller)
    if (name !== undefined) this.#demandAdministrator(caller)
    const [link, typed] = [newLinkCode(), newTypedCode()]
    const owner = name === undefined ? [personId, null, null] : [null, tidyName(name), role]
    return db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      if (name !== undefined) await people.demandFree(name)
      const [live] = await unit.query(LIVE_CODES_BY, [personId])
      if (live !== undefined && live.count >= MOST_LIVE_CODES) throw tooManyCodes(live.seconds)
      const values = [secretHash(link), secretHash(typed), 'link', ...owner, false, personId, CODE_SECONDS]
      const [code] = await unit.query(ADD_CODE, values)
      if (code === undefined) throw new Error('a pairing code was not stored')
      await log.add('code_made', doer, { personId, detail: name === undefined ? 'another device' : role })
      const { id, expires_at } = code
      return {
        id,
        link: `${pairPage(invitedAddress(this.#parts.settings, from))}#${link}`,
        typed_code: showTypedCode(typed),
        expires_at,
      }
    })
  }

  /** What has become of a code. @throws DomainError 404 for one of somebody else. */
  async get(id: number, caller: Identity | null): Promise<PairingCodeDto> {
    const { personId } = this.#demandDevice(caller)
    const [code] = await this.#parts.db.query(CODE_OF, [id, personId])
    if (code === undefined) throw recordNotFound('Pairing code', id)
    return toDto(code)
  }

  /**
   * Lets the waiting device in. With another number than the device shows, the code is cancelled: somebody else may
   * have sent it.
   *
   * @throws DomainError 404 for a code of somebody else, 409 when no device waits, or shows another number.
   */
  async approve(id: number, matchNumber: number, caller: Identity | null, doer: Doer): Promise<PairingCodeDto> {
    const matched = await this.#change(id, caller, async (unit, code) => {
      if (code.name !== null) this.#demandAdministrator(caller)
      if (code.state !== 'waiting' || code.expired || code.device === null) {
        throw invalidOperation(`approve pairing code ${id}`, 'no device is waiting with it')
      }
      const matches = code.device.match_number === matchNumber
      if (matches) await unit.query(APPROVE_CODE, [id, COLLECTION_SECONDS])
      else {
        await unit.query(CANCEL_CODE, [id])
        await this.#parts.log.add('code_refused', fromDevice(doer, code), keptOut(code, 'another number'))
      }
      unit.afterCommit(() => countPairing(code.kind, matches ? 'approved' : 'mismatched'))
      return matches
    })
    if (!matched) throw otherNumber()
    return this.get(id, caller)
  }

  /** Keeps the waiting device out. @throws DomainError 404 for a code of somebody else. */
  async refuse(id: number, caller: Identity | null, doer: Doer): Promise<PairingCodeDto> {
    await this.#cancel(id, caller, 'refused', doer)
    return this.get(id, caller)
  }

  /** Ends a code that is not needed any more. @throws DomainError 404 for one of somebody else. */
  async cancel(id: number, caller: Identity | null): Promise<void> {
    await this.#cancel(id, caller, 'cancelled')
  }

  /** @param doer of a refusal, which is logged. */
  async #cancel(
    id: number,
    caller: Identity | null,
    outcome: 'refused' | 'cancelled',
    doer: Doer | null = null,
  ): Promise<void> {
    await this.#change(id, caller, async (unit, code) => {
      if (code.state !== 'open' && code.state !== 'waiting') return
      await unit.query(CANCEL_CODE, [id])
      if (doer !== null) {
        await this.#parts.log.add('code_refused', fromDevice(doer, code), keptOut(code, 'by a person'))
      }
      unit.afterCommit(() => countPairing(code.kind, outcome))
    })
  }

  async #change<T>(
    id: number,
    caller: Identity | null,
    change: (unit: UnitOfWork, code: CodeRow) => Promise<T>,
  ): Promise<T> {
    const { personId } = this.#demandDevice(caller)
    return this.#parts.db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      const [code] = await unit.query(LOCK_CODE_OF, [id, personId])
      if (code === undefined) throw recordNotFound('Pairing code', id)
      return change(unit, code)
    })
  }

  #demandDevice(caller: Identity | null): Credential & { personId: number } {
    if (!this.#parts.isOn) throw invalidOperation('pair a device', 'AUTH_MODE is not own')
    const credential = caller?.credential
    // A token must not outlive its end by a device that it has let in.
    if (credential?.kind !== 'device' || credential.personId === null) {
      throw accessDenied('Only a paired device lets other devices in')
    }
    return { ...credential, personId: credential.personId }
  }

  #demandAdministrator(caller: Identity | null): void {
    if (!caller?.roles.includes('admin')) throw accessDenied('Only administrators invite other people')
  }
}

/** What the log tells of a device that was kept out: it was never paired, and whoever it is of may never be added. */
function keptOut({ person_id: personId, name: personName, device }: CodeRow, detail: string): AccessEvent {
  return { personId, personName, deviceName: device?.name ?? null, detail }
}

/** A refusal is logged with the address of the device that was kept out. */
function fromDevice(doer: Doer, { device }: CodeRow): Doer {
  return { ...doer, address: device?.address ?? doer.address }
}

function tooManyCodes(seconds: number): DomainError {
  return new DomainError(
    429,
    'TOO_MANY_PAIRING_CODES',
    `${MOST_LIVE_CODES} of your pairing codes can be used already`,
    'Cancel those that nobody needs (DELETE /api/pairing-codes/{id}), or wait until they end: five minutes at most',
    {},
    { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) },
  )
}

function otherNumber(): DomainError {
  return new DomainError(
    409,
    'PAIRING_MISMATCH',
    'The device shows another number',
    'The code was cancelled, since somebody else may have used it: make a new one',
  )
}

function stateOf({ state, approved, expired }: CodeRow): PairingCodeDto['state'] {
  if (state === 'used' || state === 'cancelled') return state
  if (expired) return 'expired'
  return approved ? 'approved' : state
}

function toDto(code: CodeRow): PairingCodeDto {
  const { device } = code
  return {
    id: code.id,
    state: stateOf(code),
    expires_at: code.expires_at,
    name: code.name,
    role: code.role,
    typed_code_ended: code.typed_ended,
    device: device && { name: device.name, browser: device.agent, address: device.address, choices: device.choices },
  }
}
