import { p } from '@mikro-orm/core'

/** The primary key of a table whose rows are numbered by the database. */
export const identity = () => p.integer().primary().generated('by default as identity')

/** The moment of a row's creation; the database sets it. */
export const createdAt = () => p.datetime().defaultRaw('now()')

/** The moment of a row's last change; a trigger sets it, whoever writes. */
export const updatedAt = () => p.datetime().defaultRaw('now()')

/** Goes up with each change of a row; a trigger raises it, whoever writes. */
export const version = () => p.bigint('number').defaultRaw('1')
