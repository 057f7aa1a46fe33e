import {
  type AbstractSqlConnection,
  isRaw,
  NativeQueryBuilder,
  PostgreSqlConnection,
  PostgreSqlDriver,
} from '@mikro-orm/postgresql'
import { CompiledQuery } from 'kysely'
import { bindParameters } from './bind-parameters.ts'

type Execute = AbstractSqlConnection['execute']

/**
 * Sends the values of a statement beside its text. The ORM's own connection writes them into the text, so that no two
 * statements are the same, and none can be prepared.
 */
class BoundConnection extends PostgreSqlConnection {
  override async execute<T>(...[query, params = [], method = 'all', ctx, context]: Parameters<Execute>): Promise<T> {
    if (!Array.isArray(params)) return super.execute(query, params, method, ctx, context) as Promise<T>
    const given = query instanceof NativeQueryBuilder ? query.toRaw() : query
    const { sql, params: values } = isRaw(given) ? given : { sql: given, params }
    const bound = bindParameters(this.platform, sql, values)
    await this.ensureConnection()
    return this.executeQuery(sql, async () => {
      const client = ctx ?? this.getClient()
      const result = await client.executeQuery(CompiledQuery.raw(bound.text, bound.values))
      return this.transformRawResult<T>(result, method)
    })
  }
}

/** The ORM's driver for PostgreSQL, with values that are bound. */
export class BoundDriver extends PostgreSqlDriver {
  protected override readonly connection = new BoundConnection(this.config)
}
