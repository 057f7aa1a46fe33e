import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { lockKit } from '../../kits/kits/kit-lock.ts'
import { lockList } from '../../shopping/shopping-lists/list-lock.ts'
import { type LockedPile, lockPiles, type PileAddress, pileKey } from '../../stock/inventory/change-piles.ts'
import { lockOrders } from '../../stock/receipts/order-locks.ts'
import { LOCK_NEW_PARTS } from '../new-parts-statements.ts'
import { lockHolders } from './inventory/replace-contents.ts'
import { LOCK_PARTS, LOCK_PARTS_WITH_KEYS } from './planning/statements.ts'
import type { CommitPlan, CommitSession, Locks } from './sessions/commit-session.ts'
import type { Session } from './sessions/sessions.ts'

/** What a commit has locked up to now. */
export interface Held {
  lists: Set<number>
  kits: Set<number>
  parts: Set<number>
  piles: Map<string, LockedPile>
}

/** Locks what a proposal names: orders, the making of parts, lists, kits, parts, stock, in this order. */
export async function lockAll(unit: UnitOfWork, locks: Locks): Promise<Held> {
  const { orders, makesParts, listId, holders, kitId, partKeys, piles } = locks
  await lockOrders(unit, orders)
  if (makesParts) await unit.query(LOCK_NEW_PARTS)
  const held: Held = { lists: new Set(), kits: new Set(), parts: new Set(), piles: new Map() }
  await holdList(unit, held, listId)
  await lockHolders(unit, holders)
  await holdKit(unit, held, kitId)
  for (const { id } of await unit.query(LOCK_PARTS_WITH_KEYS, [partKeys])) held.parts.add(id)
  await holdPiles(unit, held, piles)
  return held
}

/**
 * Plans a commit by what cannot change any more. Nearly always the first plan is made by that: it is made again when it is about
 * more than the proposal has named, or when a pile has changed before it was locked.
 */
export async function planLocked(
  unit: UnitOfWork,
  session: Session<CommitSession>,
  held: Held,
  rows: 'all' | 'good',
): Promise<CommitPlan> {
  for (;;) {
    const planned = await session.call('plan', rows)
    if (!(await lockMore(unit, held, planned))) return planned
  }
}

/** @returns whether the plan may be another one with the new locks. */
async function lockMore(unit: UnitOfWork, held: Held, { listId, kit, partIds, piles }: CommitPlan): Promise<boolean> {
  const hasList = await holdList(unit, held, listId)
  const hasKit = await holdKit(unit, held, kit?.id ?? null)
  const missing = partIds.filter((id) => !held.parts.has(id))
  if (missing.length > 0) await unit.query(LOCK_PARTS, [missing])
  for (const id of missing) held.parts.add(id)
  await holdPiles(
    unit,
    held,
    piles.filter((pile) => !held.piles.has(pileKey(pile))),
  )
  const isOther = piles.some((pile) => held.piles.get(pileKey(pile))?.qty !== pile.qty)
  return hasList || hasKit || missing.length > 0 || isOther
}

/** @returns whether it was not locked before. */
async function holdList(unit: UnitOfWork, { lists }: Held, id: number | null): Promise<boolean> {
  if (id === null || lists.has(id)) return false
  await lockList(unit, id)
  lists.add(id)
  return true
}

async function holdKit(unit: UnitOfWork, { kits }: Held, id: number | null): Promise<boolean> {
  if (id === null || kits.has(id)) return false
  await lockKit(unit, id)
  kits.add(id)
  return true
}

async function holdPiles(unit: UnitOfWork, held: Held, piles: readonly PileAddress[]): Promise<void> {
  if (piles.length === 0) return
  for (const [key, pile] of await lockPiles(unit, piles)) held.piles.set(key, pile)
}
