import type { Statement } from '../../plugins/database/statement.ts'

function isStatement(value: unknown): value is Statement<unknown> {
  return typeof value === 'object' && value !== null && 'text' in value && 'columns' in value
}

/** The statements of an export: itself, or those that it holds by name. */
export function statementsOf(name: string, value: unknown): [name: string, Statement<unknown>][] {
  if (isStatement(value)) return [[name, value]]
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return []
  return Object.entries(value).flatMap(([key, member]) => (isStatement(member) ? [[`${name}.${key}`, member]] : []))
}
