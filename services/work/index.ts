import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import aiRunner from './ai-runner/index.ts'
import tasks from './tasks/index.ts'
import version from './version/index.ts'

/** Background tasks, runs of the model, and the version of the front end. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(tasks)
    await app.register(aiRunner)
    await app.register(version)
  },
  { name: 'work-wing', fastify: '5.x', dependencies: ['database'] },
)
