import multipart, { type FastifyMultipartBaseOptions } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'

/**
 * Lets the routes of `app`, and of no other scope, receive forms with files. A route reads the parts as they arrive;
 * no file is held in memory as a whole.
 *
 * @param limits of the parts of a form. The size of a file is limited where it is received.
 */
export async function acceptForms(
  app: FastifyInstance,
  limits: NonNullable<FastifyMultipartBaseOptions['limits']>,
): Promise<void> {
  await app.register(multipart, { limits })
}
