import fp from 'fastify-plugin'
import { ExtractSpecsFromDatasheet } from '../datasheets/extract-specs.ts'
import { findDuplicatesTool } from '../duplicate-search/tools.ts'
import { mouserTools } from '../mouser/tools.ts'
import { Cataloguer } from '../part-details/cataloguer.ts'
import { findPartsTool } from '../part-lookup/find-parts.ts'
import { AnalysisStarter } from './analysis-starter.ts'
import { AnalysisTask } from './analysis-task.ts'
import { PartAnalysis } from './part-analysis.ts'
import { PictureStore } from './picture-store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Starts analyses of parts. */
    partAnalyses: AnalysisStarter
  }
}

export default fp(
  async (app) => {
    const { config, db, log, tasks, partTypes, classifyUrls, urlReader } = app
    const cataloguer = new Cataloguer({
      provider: app.ai,
      realAiAllowed: !config.aiTestingMode,
      replayPath: config.aiAnalysisCachePath,
      assertWithinBudget: () => app.aiBudget.assertWithinBudget('start AI analysis'),
      log,
    })
    const distributorTools = mouserTools(app.mouser)
    const extractSpecs = new ExtractSpecsFromDatasheet({
      reader: urlReader,
      provider: app.ai,
      typeNames: () => partTypes.names(),
      log,
    })
    const analysis = new PartAnalysis({
      db,
      cataloguer,
      types: partTypes,
      reader: urlReader,
      tools: [
        classifyUrls,
        findDuplicatesTool(app.duplicateSearch),
        findPartsTool(app.partSearch, log),
        extractSpecs,
        ...distributorTools,
      ],
      hasDistributor: distributorTools.length > 0,
      log,
    })
    const pictures = new PictureStore(db, app.temporaryFolder)
    tasks.register(new AnalysisTask({ analysis, pictures, log }))
    app.decorate('partAnalyses', new AnalysisStarter({ db, tasks, pictures, cataloguer }))
  },
  {
    name: 'part-analysis',
    fastify: '5.x',
    dependencies: [
      'config',
      'database',
      'tasks',
      'spool',
      'ai-runner',
      'duplicate-search',
      'mouser',
      'url-reader',
      'part-details',
      'part-search',
    ],
  },
)
