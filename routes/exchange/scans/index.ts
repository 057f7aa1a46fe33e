import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { REASON_OF_ACTION } from '../../../services/exchange/scans/acting/scan-action-service.ts'
import { AppliedScanSchema, ScanSchema } from '../../../services/exchange/scans/schemas.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'
import { ApplyScan, ReadScan, toContext, toOrder } from './bodies.ts'

const tags = ['Scans']

/** `/api/scans`: what codes on bags and labels mean, and what is done with them. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { scans, scanActions } = app

  app.post(
    '/scans',
    {
      // It changes nothing, and answers the same again.
      config: { access: 'reader', idempotency: 'none' },
      schema: {
        tags,
        summary: 'Say what a code means, and propose what to do',
        description: 'It changes nothing. The code is sent as the scanner typed it; any text is answered.',
        body: ReadScan,
        response: { 200: ScanSchema },
      },
    },
    async ({ body }) => scans.scan(body.code, toContext(body.context)),
  )

  app.post(
    '/scans/apply',
    {
      config: { access: 'editor', ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Put away, take, count, receive or pick what carries a code, or make a part of it',
        description: `In one transaction and as one operation. What needs an agreement is refused with 409 and the code \`CONFIRMATION_REQUIRED\`; it is sent again with \`confirm\`. ${OPERATION_HEADER_NOTE}`,
        body: ApplyScan,
        response: { 200: AppliedScanSchema },
      },
    },
    async (request, reply) => {
      const order = toOrder(request.body)
      const fields = { reason: REASON_OF_ACTION[order.action], note: order.note }
      return runOperation(request, reply, fields, (operation) => scanActions.apply(order, operation))
    },
  )
}

export default routes
