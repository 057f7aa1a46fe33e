import { api, body, once } from '../../api/client.ts'
import type { SellerGroup, ShoppingList } from '../../api/queries/lists.ts'

/**
 * The lines of a list by seller. A line may name a seller for whom the list has no group yet: it gets one here that the
 * service makes when something is ordered.
 */
export function groupsOf(list: ShoppingList): SellerGroup[] {
  const known = new Set(list.seller_groups.map(({ seller_id }) => seller_id))
  const loose = list.lines.filter(({ seller_id }) => seller_id !== null && !known.has(seller_id))
  const made = [...new Set(loose.map(({ seller_id }) => seller_id))].map((sellerId): SellerGroup => {
    const lines = loose.filter(({ seller_id }) => seller_id === sellerId)
    const sum = (field: 'needed' | 'ordered' | 'received') => lines.reduce((total, line) => total + line[field], 0)
    return {
      group_key: String(sellerId),
      seller_id: sellerId,
      seller: lines[0]?.seller ?? null,
      lines,
      totals: { needed: sum('needed'), ordered: sum('ordered'), received: sum('received') },
      note: '',
      status: 'active',
      completed: false,
    }
  })
  const isLast = ({ seller_id }: SellerGroup) => Number(seller_id === null)
  return [...list.seller_groups, ...made].sort((a, b) => isLast(a) - isLast(b))
}

/** Makes sure that the list has a group for a seller. */
export async function ensureGroup(list: ShoppingList, sellerId: number): Promise<void> {
  if (list.seller_groups.some(({ seller_id }) => seller_id === sellerId)) return
  await body(
    api.POST('/api/shopping-lists/{list_id}/seller-groups', {
      params: { path: { list_id: list.id }, header: once() },
      body: { seller_id: sellerId },
    }),
  )
}
