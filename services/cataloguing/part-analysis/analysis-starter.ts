import type { Database } from '../../../plugins/database/database.ts'
import type { TaskStartDto } from '../../work/tasks/schemas.ts'
import type { TaskService } from '../../work/tasks/task-service.ts'
import type { Cataloguer } from '../part-details/cataloguer.ts'
import { ANALYSIS_TASK, type AnalysisParams } from './analysis-task.ts'
import type { Picture, PictureStore } from './picture-store.ts'

export interface AnalysisStarterOptions {
  db: Database
  tasks: TaskService
  pictures: PictureStore
  cataloguer: Cataloguer
}

/** Starts analyses. */
export class AnalysisStarter {
  readonly #options: AnalysisStarterOptions

  constructor(options: AnalysisStarterOptions) {
    this.#options = options
  }

  /**
   * Stores the task together with its picture in one unit of work.
   *
   * @param input a text, a picture, or both.
   * @param callerSubject whose pages get the events of the task.
   * @throws DomainError 400 where models are forbidden, 409 when the day's budget is spent or the service shuts down.
   */
  async start(
    { text, picture }: { text: string | null; picture: Picture | null },
    callerSubject: string | null,
  ): Promise<TaskStartDto> {
    const { db, tasks, pictures, cataloguer } = this.#options
    await cataloguer.assertMayStart('perform AI analysis')
    const params: AnalysisParams = { text, picture_id: picture && pictures.newId() }
    return db.transaction(async (unit) => {
      const started = await tasks.startTask(ANALYSIS_TASK, { callerSubject, params })
      if (picture && params.picture_id !== null) {
        await pictures.add(unit, params.picture_id, started.task_id, picture)
      }
      return started
    })
  }
}
