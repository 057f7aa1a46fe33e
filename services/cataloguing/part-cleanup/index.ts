import fp from 'fastify-plugin'
import { Cataloguer } from '../part-details/cataloguer.ts'
import { findPartsTool } from '../part-lookup/find-parts.ts'
import { CleanupStarter } from './cleanup-starter.ts'
import { CleanupTask } from './cleanup-task.ts'
import { PartCleanup } from './part-cleanup.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Starts clean-ups of records. */
    partCleanups: CleanupStarter
  }
}

export default fp(
  async (app) => {
    const { config, db, log, tasks, partTypes, classifyUrls } = app
    const cataloguer = new Cataloguer({
      provider: app.ai,
      realAiAllowed: !config.aiTestingMode,
      replayPath: config.aiCleanupCachePath,
      assertWithinBudget: () => app.aiBudget.assertWithinBudget('start AI cleanup'),
      log,
    })
    const cleanup = new PartCleanup({
      db,
      cataloguer,
      types: partTypes,
      search: app.partSearch,
      tools: [classifyUrls, findPartsTool(app.partSearch, log)],
    })
    tasks.register(new CleanupTask(cleanup, log))
    app.decorate('partCleanups', new CleanupStarter(tasks, cataloguer))
  },
  {
    name: 'part-cleanup',
    fastify: '5.x',
    dependencies: ['config', 'database', 'tasks', 'ai-runner', 'part-details', 'part-search'],
  },
)
