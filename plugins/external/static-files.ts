import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { withAccess } from '../access.ts'

/**
 * Lets the routes of `app`, and of no other scope, send files of a folder with `reply.sendFile`. It adds no routes, and
 * files whose names begin with a dot are not sent.
 *
 * @param root absolute path of the folder.
 */
export async function sendFilesOf(app: FastifyInstance, root: string): Promise<void> {
  await app.register(withAccess('public', fastifyStatic), {
    root,
    serve: false,
    dotfiles: 'ignore',
    // A file with the same name and `.br` or `.gz` behind it is sent to browsers that take it.
    preCompressed: true,
  })
}
