import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { temporaryPath } from '../../../plugins/spool/spooled-file.ts'
import type { AiAttachment } from '../../work/ai-runner/ai-runner.ts'

/** A picture that a user has uploaded to have it analysed. */
export interface Picture {
  bytes: Buffer
  contentType: string
}

/** A picture as a file, for the time of a run. Whoever has it calls `dispose` in the end. */
export interface PictureFile extends AiAttachment {
  dispose(): Promise<void>
}

/**
 * Keeps uploaded pictures until their tasks have ended. They lie in the database, with the tasks: so a picture is there
 * exactly as long as its task may have to be run again, on whichever replica, and is gone with the task at the latest.
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
    await unit.query('insert into analysis_pictures (id, task_id, content_type, bytes) values ($1, $2, $3, $4)', [
      id,
      taskId,
      contentType,
      bytes,
    ])
  }

  /** @returns null when the picture is gone, because the task has ended. */
  async writeToFile(id: string): Promise<PictureFile | null> {
    const [picture] = await this.#db.query<{ content_type: string; bytes: Buffer }>(
      'select content_type, bytes from analysis_pictures where id = $1',
      [id],
    )
    if (picture === undefined) return null
    const filename = `picture.${picture.content_type.replace('image/', '')}`
    const path = temporaryPath(this.#folder)
    await writeFile(path, picture.bytes, { mode: 0o600 })
    return { path, filename, contentType: picture.content_type, dispose: () => rm(path, { force: true }) }
  }

  /** Forgets a picture, with the end of its task. */
  async remove(unit: UnitOfWork, id: string): Promise<void> {
    await unit.query('delete from analysis_pictures where id = $1', [id])
  }
}
