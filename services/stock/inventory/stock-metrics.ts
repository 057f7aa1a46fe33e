import { Counter } from 'prom-client'

export const INVENTORY_QUANTITY_CHANGES_TOTAL = new Counter({
  name: 'inventory_quantity_changes_total',
  help: 'Pieces added to or taken from stock',
  labelNames: ['operation'] as const,
})
