import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import duplicateSearch from './duplicate-search/index.ts'
import mouser from './mouser/index.ts'
import partAnalysis from './part-analysis/index.ts'
import partCleanup from './part-cleanup/index.ts'
import partCreation from './part-creation/index.ts'
import partDetails from './part-details/index.ts'

/** What fills the catalogue: analysis and clean-up by a model, distributors, duplicates. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(mouser)
    await app.register(duplicateSearch)
    await app.register(partDetails)
    await app.register(partAnalysis)
    await app.register(partCleanup)
    await app.register(partCreation)
  },
  { name: 'cataloguing-wing', fastify: '5.x', dependencies: ['database'] },
)
