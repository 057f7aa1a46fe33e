import { accessDenied } from '../../../plugins/auth/auth-errors.ts'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { AccessChanges } from '../access-changes/access-changes.ts'
import type { AccessLog, Doer } from '../access-log/access-log.ts'
import { demandStillAllowed } from '../caller-memory/still-allowed.ts'
import { tidyName } from '../people/person-name.ts'
import { CANCEL_CODES_BY } from '../people/statements.ts'
import { subjectOf } from '../people/subject.ts'
import { secretHash } from '../secret-hash.ts'
import { newDeviceSecret } from './device-secret.ts'
import type { DeviceDto } from './schemas.ts'
import { ADD_DEVICE, DEVICE_BY_ID, DEVICES_OF, RENAME_DEVICE, REVOKE_DEVICE, REVOKE_REPLACED } from './statements.ts'

/** A device that is being paired. */
export interface NewDevice {
  personId: number
  name: string
  /** Its browser, shortened. */
  agent: string | null
  address: string | null
  /** By default a new random one. */
  secret?: string
}

/** A device that was just paired. The secret is known to nobody else, and is never told again. */
export interface PairedDevice {
  id: number
  personId: number
  name: string
  secret: string
}

/** Who asks; null where sign-in is off. */
export type Caller = Identity | null

/** Whose devices are listed: those of a person, or of everybody; neither means one's own. */
export interface DeviceFilter {
  personId: number | undefined
  everybody: boolean
}

/** Paired devices: browsers that are signed in as a person. */
export class DeviceService {
  readonly #db: Database
  readonly #log: AccessLog
  readonly #changes: AccessChanges

  constructor(db: Database, log: AccessLog, changes: AccessChanges) {
    this.#db = db
    this.#log = log
    this.#changes = changes
  }

  /**
   * The devices that are paired, by default those of who asks.
   *
   * @throws DomainError 403 for those of somebody else, unless an administrator asks.
   */
  async list(caller: Caller, { personId, everybody }: DeviceFilter): Promise<DeviceDto[]> {
    const own = caller?.credential?.personId ?? null
    const whose = personId ?? (everybody ? null : own)
    if (whose === null && !everybody) return []
    const isOwn = whose !== null && whose === own
    if (!isOwn && !isAdministrator(caller)) throw accessDenied('Only administrators see devices of other people')
    const rows = await this.#db.query(DEVICES_OF, [whose])
    return rows.map((row) => toDto(row, caller))
  }

  /** @throws DomainError 404 for a device that is not paired, or of somebody else unless an administrator asks. */
  async rename(id: number, name: string, caller: Caller, doer: Doer): Promise<DeviceDto> {
    return this.#db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      const device = await this.#find(id, caller)
      await unit.query(RENAME_DEVICE, [id, tidyName(name)])
      await this.#log.add('device_renamed', doer, { personId: device.person_id, deviceId: id })
      return toDto(await this.#find(id, caller), caller)
    })
  }

  /** Ends a device. @throws DomainError 404 as `rename`. */
  async revoke(id: number, caller: Caller, doer: Doer): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      await this.#find(id, caller)
      await this.#end(id, 'device_revoked', doer)
    })
  }

  /** Ends the device that signs itself out. */
  async signOut(id: number, doer: Doer): Promise<void> {
    await this.#db.transaction(() => this.#end(id, 'signed_out', doer))
  }

  /** Adds a device with a new secret, in the unit of work that is open. */
  async add({ personId, name, agent, address, secret = newDeviceSecret() }: NewDevice): Promise<PairedDevice> {
    const tidy = tidyName(name)
    const [device] = await this.#db.query(ADD_DEVICE, [personId, tidy, secretHash(secret), agent, address])
    const id = device?.id ?? 0
    await this.#log.add('device_paired', { subject: subjectOf(personId), address }, { personId, deviceId: id })
    return { id, personId, name: tidy, secret }
  }

  /**
   * Ends what a browser was before it became another device, in the unit of work that is open: nothing has those secrets
   * any more.
   *
   * @param secrets that the browser has sent.
   * @param id the device that it is now.
   */
  async replace(secrets: readonly string[], id: number, doer: Doer): Promise<void> {
    if (secrets.length === 0) return
    const ended = await this.#db.query(REVOKE_REPLACED, [secrets.map(secretHash), id])
    for (const { id: deviceId, person_id: personId } of ended) {
      await this.#log.add('signed_out', doer, { personId, deviceId })
      this.#db.afterCommit(() => this.#changes.announce(subjectOf(personId)))
    }
  }

  async #end(id: number, what: 'device_revoked' | 'signed_out', doer: Doer): Promise<void> {
    const [ended] = await this.#db.query(REVOKE_DEVICE, [id])
    if (ended === undefined) return
    // Whoever has had the device may have begun to let another one in.
    await this.#db.query(CANCEL_CODES_BY, [ended.person_id])
    await this.#log.add(what, doer, { personId: ended.person_id, deviceId: id })
    this.#db.afterCommit(() => this.#changes.announce(subjectOf(ended.person_id)))
  }

  async #find(id: number, caller: Caller): Promise<RowOf<typeof DEVICE_BY_ID>> {
    const [device] = await this.#db.query(DEVICE_BY_ID, [id])
    const mayKnow = isAdministrator(caller) || device?.person_id === caller?.credential?.personId
    if (device === undefined || !mayKnow) throw recordNotFound('Device', id)
    return device
  }
}

function isAdministrator(caller: Caller): boolean {
  return caller === null || caller.roles.includes('admin')
}

function toDto({ user_agent, ...device }: RowOf<typeof DEVICE_BY_ID>, caller: Caller): DeviceDto {
  const credential = caller?.credential
  return { ...device, browser: user_agent, current: credential?.kind === 'device' && credential.id === device.id }
}
