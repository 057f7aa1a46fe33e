import { isRaw, type Platform } from '@mikro-orm/core'

export interface BoundStatement {
  text: string
  values: unknown[]
}

/** A question mark that stands for itself, one that stands for a name, one that stands for a value. */
const PLACEHOLDER = /\\\?|\?\?|\?/g

/**
 * Turns the ORM's statement with `?` for values and `??` for names into one with `$1`, `$2` … and the values to bind.
 *
 * @param platform quotes names.
 */
export function bindParameters(platform: Platform, sql: string, params: readonly unknown[]): BoundStatement {
  const values: unknown[] = []
  const bind = (value: unknown): string => {
    if (isRaw(value)) return fill(value.sql, value.params)
    if (Array.isArray(value)) return value.map(bind).join(', ')
    return `$${values.push(asParameter(value))}`
  }
  const fill = (part: string, own: readonly unknown[]): string => {
    // Without parameters the ORM leaves a text as it is.
    if (own.length === 0) return part
    let next = 0
    return part.replace(PLACEHOLDER, (mark) => {
      if (mark === '\\?') return '?'
      const value = own[next++]
      return mark === '??' ? platform.quoteIdentifier(String(value)) : bind(value)
    })
  }
  return { text: fill(sql, params), values }
}

/** What the driver would write in its own way, such as a time in the process's zone, is written as the ORM does. */
function asParameter(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'object' && !ArrayBuffer.isView(value) ? JSON.stringify(value) : value
}
