import { defineEntity, p } from '@mikro-orm/core'
import { TaskRecord } from '../../work/tasks/entities.ts'

/** A picture that a user has uploaded for an analysis. It ends with its task. */
export const AnalysisPicture = defineEntity({
  name: 'AnalysisPicture',
  tableName: 'analysis_pictures',
  properties: {
    id: p.uuid().primary(),
    taskId: () =>
      p
        .manyToOne(TaskRecord)
        .mapToPk()
        .fieldName('task_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_analysis_pictures_task')
        .index('ix_analysis_pictures_task_id'),
    contentType: p.text(),
    bytes: p.blob(),
  },
})
