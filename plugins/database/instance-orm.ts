import { type MetadataStorage, MikroORM, type Options } from '@mikro-orm/postgresql'
import { Kysely, PostgresDialect } from 'kysely'

/** Makes the ORM's options around the query builder. */
export type OrmOptions = (client: Kysely<unknown>) => Options

const known = new WeakMap<OrmOptions, MetadataStorage>()

/** A query builder without a database: what reads the entities must not keep the connections of an instance. */
function clientOfNoDatabase(): Kysely<unknown> {
  const pool = async () => {
    throw new Error('The ORM that reads the entities has no database')
  }
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}

/** The entities of the options. They are read once in a process: it takes longer than all else that makes an ORM. */
function entitiesOf(ormOptions: OrmOptions): MetadataStorage {
  const entities = known.get(ormOptions) ?? new MikroORM(ormOptions(clientOfNoDatabase())).getMetadata()
  known.set(ormOptions, entities)
  return entities
}

/**
 * Makes an ORM of an instance's own, whose entities are those that all instances of the process share.
 *
 * The constructor is called and not `init`, which looks for packages of the ORM that are not installed.
 */
export function createOrm(ormOptions: OrmOptions, client: Kysely<unknown>): MikroORM {
  const { discovery, ...options } = ormOptions(client)
  const orm = new MikroORM({ ...options, entities: [], discovery: { ...discovery, warnWhenNoEntities: false } })
  const own = orm.getMetadata()
  for (const entity of entitiesOf(ormOptions)) own.set(entity.class, entity)
  return orm
}
