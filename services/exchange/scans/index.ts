import fp from 'fastify-plugin'
import { bookingAgain } from './acting/booked-again.ts'
import { SCANNED_PART, scannedPartEffect } from './acting/created-part-effect.ts'
import { REMEMBERED_NUMBER, rememberedNumberEffect } from './acting/remembered-number-effect.ts'
import { ScanActionService } from './acting/scan-action-service.ts'
import { PartCodeService } from './part-codes/part-code-service.ts'
import { KEPT_CODES } from './part-codes/statements.ts'
import { Proposer } from './proposing/proposer.ts'
import { ScanService } from './scan-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    scans: ScanService
    scanActions: ScanActionService
    partCodes: PartCodeService
  }
}

/** What codes on bags and labels mean, and what is done with them. */
export default fp(
  async (app) => {
    const { db, inventory, parts, sellers } = app
    app.operationEffects.register(SCANNED_PART, scannedPartEffect(parts))
    app.operationEffects.register(REMEMBERED_NUMBER, rememberedNumberEffect)
    parts.retirement.keepTable(KEPT_CODES)
    app.operationEffects.onDoingAgain(bookingAgain)
    app.decorate('scans', new ScanService(db, app.partSearch, new Proposer(db, inventory)))
    app.decorate('scanActions', new ScanActionService(db, { inventory, parts, sellers }))
    app.decorate('partCodes', new PartCodeService(db, parts))
  },
  {
    name: 'scans',
    fastify: '5.x',
    dependencies: [
      'database',
      'parts',
      'sellers',
      'inventory',
      'operations',
      'part-search',
      'pick-lists',
      'shopping-lists',
    ],
  },
)
