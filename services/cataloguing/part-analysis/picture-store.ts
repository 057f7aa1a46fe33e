import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { temporaryPath } from '../../../plugins/spool/spooled-file.ts'
import type { AiAttachment } from '../../work/ai-runner/ai-runner.ts'
import { ADD_PICTURE, DELETE_PICTURE, PICTURE_BY_ID } from './statements.ts'

/** A picture that a user has uploaded to have it analysed. */
export interface Picture {
  bytes: Buffer
  contentType: string
}

/** A picture as a file, for the time of a run. The caller calls `dispose` in the end. */
export interface PictureFile extends AiAttachment {
  dispose(): Promise<void>
}

/**
 * Stores uploaded pictures until their tasks have ended. They are in the database, like the tasks: a task may have to be
 * run again on another replica, and a picture is deleted with its task at the latest.
 */
export class PictureStore {
  readonly #db: Database
  readonly #folder: string

  /** @param folder for temporary files. */
  constructor(db: Database, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  /** @returns the id under which the task finds its picture. */
  newId(): string {
    return randomUUID()
  }

  /** Stores a picture together with its task, in one unit of work. */
  async add(unit: UnitOfWork, id: string, taskId: string, { bytes, contentType }: Picture): Promise<void> {
    await unit.query(ADD_PICTURE, [id, taskId, contentType, bytes])
  }

  /** @returns null when the picture was deleted, because the task has ended. */
  async writeToFile(id: string): Promise<PictureFile | null> {
    const [picture] = await this.#db.query(PICTURE_BY_ID, [id])
    if (picture === undefined) return null
    const filename = `picture.${picture.content_type.replace('image/', '')}`
    const path = temporaryPath(this.#folder)
    await writeFile(path, picture.bytes, { mode: 0o600 })
    return { path, filename, contentType: picture.content_type, dispose: () => rm(path, { force: true }) }
  }

  /** Deletes a picture, together with the end of its task. */
  async remove(unit: UnitOfWork, id: string): Promise<void> {
    await unit.query(DELETE_PICTURE, [id])
  }
}
