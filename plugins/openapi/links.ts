import type { OpenApiDocument, Operation } from './document.ts'
import { operationName } from './operation-names.ts'

/** What an answer is good for: its values are parameters of another operation. */
export interface RouteLink {
  /** Method and path of the other operation, as `POST /api/things/{thing_id}/parts`. */
  to: string
  /** Runtime expressions (OpenAPI 3.1, 4.8.20) by the parameter that takes the value, as `$response.body#/key`. */
  parameters: Readonly<Record<string, string>>
  /** What the body of the other operation takes of the answer: values or runtime expressions. */
  body?: Readonly<Record<string, unknown>>
}

/** The links of the first success of an operation, by its method and path. */
export type RouteLinks = Readonly<Record<string, readonly RouteLink[]>>

function findOperation(name: string, document: OpenApiDocument): Operation | undefined {
  const [method = '', path = ''] = name.split(' ')
  return document.paths[path]?.[method.toLowerCase()]
}

function idOf(name: string): string {
  const [method = '', path = ''] = name.split(' ')
  return operationName(method.toLowerCase(), path)
}

/**
 * Writes links into the answers of a document.
 *
 * @throws Error when a link begins or ends at an operation that the document does not have.
 */
export function addLinks(document: OpenApiDocument, links: RouteLinks): void {
  for (const [from, list] of Object.entries(links)) {
    const responses = findOperation(from, document)?.responses ?? {}
    const success = Object.keys(responses).find((status) => /^2/.test(status))
    const answer = success === undefined ? undefined : responses[success]
    if (answer === undefined) throw new Error(`Links begin at ${from}, which the document does not have`)
    for (const { to, parameters, body } of list) {
      if (!findOperation(to, document)) throw new Error(`A link of ${from} leads to ${to}, which does not exist`)
      const operationId = idOf(to)
      answer.links = {
        ...answer.links,
        [operationId]: { operationId, parameters, ...(body === undefined ? {} : { requestBody: body }) },
      }
    }
  }
}
