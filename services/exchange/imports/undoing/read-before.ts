import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PlannedUnfitted } from '../planning/plan.ts'

const OrNull = <T extends typeof Type.String | typeof Type.Integer>(schema: ReturnType<T>) =>
  Type.Union([schema, Type.Null()])

const Unfitted = Type.Array(
  Type.Object({
    part: OrNull<typeof Type.Integer>(Type.Integer()),
    quantity: Type.Integer(),
    designators: Type.Array(Type.String()),
    value: OrNull<typeof Type.String>(Type.String()),
    note: OrNull<typeof Type.String>(Type.String()),
  }),
)

/** What was not fitted before, as it was noted. */
export function unfittedOf(noted: unknown): PlannedUnfitted[] {
  return Value.Check(Unfitted, noted) ? noted : []
}

export function numberOf(noted: unknown): number {
  return typeof noted === 'number' ? noted : 0
}

export function textOf(noted: unknown): string | null {
  return typeof noted === 'string' ? noted : null
}

export function textsOf(noted: unknown): string[] {
  return Array.isArray(noted) ? noted.filter((each) => typeof each === 'string') : []
}

export function numbersOf(noted: unknown): number[] {
  return Array.isArray(noted) ? noted.filter((each) => typeof each === 'number') : []
}

/** A field of what was noted; null where there is none. */
export function fieldOf(noted: unknown, name: string): unknown {
  return typeof noted === 'object' && noted !== null ? (Reflect.get(noted, name) ?? null) : null
}
