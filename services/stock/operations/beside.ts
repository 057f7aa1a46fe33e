import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { changesIn, withChanges } from './changed-records.ts'
import type { DoneOperation, EffectKind } from './effects.ts'
import type { Effect, Operation } from './operation.ts'

const Detail = Type.Object({
  beside: Type.Object({ kind: Type.String(), detail: Type.Record(Type.String(), Type.Unknown()) }),
})

/**
 * The operation, with one thing that it does besides its own effect. It is undone, and done again, with the rest, and the records
 * that it changes are told with those of the operation.
 */
export function withBeside(operation: Operation, beside: Effect): Operation {
  const { effect } = operation
  if (effect === null) return { ...operation, effect: beside }
  const { changes: _, ...own } = beside.detail
  const both = { kind: effect.kind, detail: { ...effect.detail, beside: { kind: beside.kind, detail: own } } }
  const changes = changesIn(beside.detail)
  return { ...operation, effect: changes === null ? both : withChanges(both, changes) }
}

/**
 * The kind of an effect, with what its operations do besides.
 *
 * @param find the kinds that are known.
 */
export function withBesides(kind: EffectKind, find: (name: string) => EffectKind | undefined): EffectKind {
  const besideOf = (operation: DoneOperation) => {
    if (!Value.Check(Detail, operation.detail)) return null
    const { kind: name, detail } = operation.detail.beside
    return { name, kind: find(name), operation: { ...operation, detail } }
  }
  return {
    ...kind,

    async lock(unit, operation) {
      await kind.lock?.(unit, operation)
      const beside = besideOf(operation)
      await beside?.kind?.lock?.(unit, beside.operation)
    },

    async findObstacles(db, operations) {
      const obstacles = new Map(await kind.findObstacles(db, operations))
      const besides = operations.map(besideOf).filter((beside) => beside !== null)
      for (const [name, ofKind] of Map.groupBy(besides, (beside) => beside.name)) {
        const all = ofKind.map((beside) => beside.operation)
        const unknown = new Map(all.map(({ id }) => [id, 'this version does not know how']))
        for (const [id, cause] of (await find(name)?.findObstacles(db, all)) ?? unknown) obstacles.set(id, cause)
      }
      return obstacles
    },

    reversed(operation) {
      const detail = kind.reversed(operation)
      const beside = besideOf(operation)
      if (detail === null || beside === null) return detail
      const opposite = beside.kind?.reversed(beside.operation) ?? null
      return opposite === null ? null : { ...detail, beside: { kind: beside.name, detail: opposite } }
    },

    async findLeftOut(unit, operation) {
      const beside = besideOf(operation)
      const own = (await kind.findLeftOut?.(unit, operation)) ?? []
      return [...own, ...((await beside?.kind?.findLeftOut?.(unit, beside.operation)) ?? [])]
    },

    async findChanges(unit, operation) {
      const beside = besideOf(operation)
      const own = await kind.findChanges?.(unit, operation)
      return own ?? (await beside?.kind?.findChanges?.(unit, beside.operation)) ?? null
    },

    async undo(unit, operation, done) {
      await kind.undo(unit, operation, done)
      const beside = besideOf(operation)
      await beside?.kind?.undo(unit, beside.operation, done)
    },
  }
}
