import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { PersonSchema, PersonUpdate } from '../../../services/access/people/schemas.ts'
import { doerOf } from '../doer.ts'

const tags = ['People and devices']
const PersonParams = Type.Object({ person_id: Type.Integer() })

/** `/api/people`: who may use the service, where people are its own. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { people } = app

  app.get(
    '/people',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'List people', response: { 200: Type.Array(PersonSchema) } },
    },
    async () => people.list(),
  )

  app.patch(
    '/people/:person_id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change a person',
        description:
          'Their name, their role, and whether they may come in. The last active administrator is neither demoted nor deactivated. A person is never deleted, because the history names them.',
        params: PersonParams,
        body: PersonUpdate,
        response: { 200: PersonSchema, 409: ErrorResponse },
      },
    },
    async (request) => people.update(request.params.person_id, request.body, request.identity, doerOf(request)),
  )
}

export default routes
