import type { FastifyInstance } from 'fastify'
import type { UnitOfWork } from '../../plugins/database/database.ts'
import { WRITE_DOCUMENTS } from '../../services/catalogue/search-documents/statements.ts'

const DROP_GUARD = `
  drop trigger guard_search_document_of_new on parts;
  drop trigger guard_search_document_of_changed on parts`

/** A unit of work that does not write search documents. */
function withoutDocuments(unit: UnitOfWork): UnitOfWork {
  return new Proxy(unit, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'query') return value.bind(target)
      return (statement: unknown, ...rest: unknown[]) =>
        statement === WRITE_DOCUMENTS ? Promise.resolve([]) : value.call(target, statement, ...rest)
    },
  })
}

/**
 * Takes the search out of a service on a database of its own: parts are written without documents, and nothing guards
 * them. What is left of it is computing the document, a fifth of a millisecond.
 */
export async function takeSearchOut({ db }: FastifyInstance): Promise<void> {
  for (const drop of DROP_GUARD.split(';')) await db.query(drop)
  const transaction = db.transaction.bind(db)
  db.transaction = (work, ...rest) => transaction((unit) => work(withoutDocuments(unit)), ...rest)
}
