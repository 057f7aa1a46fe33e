import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { INT4_MAX } from '../../../plugins/int4.ts'
import {
  CategoryDistributionSchema,
  DashboardStatsSchema,
  DayMovementSchema,
  LowStockItemSchema,
  OutOfStockItemSchema,
  RecentActivitySchema,
  ShelfBoxSchema,
  StorageSummarySchema,
  UndocumentedPartsSchema,
} from '../../../services/overviews/dashboard/schemas.ts'
import { After, nextPageLink, parseAfter } from '../../page-position.ts'

const tags = ['Dashboard']
const config = { access: 'reader' } as const

/** Reads an integer leniently: anything else is the default, and what is out of range is the nearest bound. */
function clampInteger(text: string | undefined, bounds: { absent: number; min: number; max: number }): number {
  if (text === undefined || !/^\s*[+-]?\d+\s*$/.test(text)) return bounds.absent
  return Math.min(Math.max(Number(text), bounds.min), bounds.max)
}

/** `/api/dashboard`: the inventory in numbers. A bad number never is an error here. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { dashboard } = app

  app.get(
    '/dashboard/stats',
    { config, schema: { tags, summary: 'Counts of everything', response: { 200: DashboardStatsSchema } } },
    async () => dashboard.stats(),
  )

  app.get(
    '/dashboard/recent-activity',
    {
      config,
      schema: {
        tags,
        summary: 'Latest stock movements',
        querystring: Type.Object({
          limit: Type.Optional(Type.String({ description: '1 to 100, 20 by default' })),
          before: Type.Optional(Type.String({ description: 'Id of the last movement of the page before' })),
        }),
        response: { 200: Type.Array(RecentActivitySchema) },
      },
    },
    async ({ query }) => {
      const before = clampInteger(query.before, { absent: 0, min: 0, max: INT4_MAX })
      const limit = clampInteger(query.limit, { absent: 20, min: 1, max: 100 })
      return dashboard.recentActivity(limit, before === 0 ? null : before)
    },
  )

  app.get(
    '/dashboard/storage-summary',
    { config, schema: { tags, summary: 'Use of every box', response: { 200: Type.Array(StorageSummarySchema) } } },
    async () => dashboard.storageSummary(),
  )

  app.get(
    '/dashboard/shelf',
    {
      config,
      schema: {
        tags,
        summary: 'Every box with its locations that hold something',
        response: { 200: Type.Array(ShelfBoxSchema) },
      },
    },
    async () => dashboard.shelf(),
  )

  app.get(
    '/dashboard/movements',
    {
      config,
      schema: {
        tags,
        summary: 'Pieces that came and went, by day',
        querystring: Type.Object({ days: Type.Optional(Type.String({ description: '1 to 366, 90 by default' })) }),
        response: { 200: Type.Array(DayMovementSchema) },
      },
    },
    async ({ query }) => dashboard.movementsByDay(clampInteger(query.days, { absent: 90, min: 1, max: 366 })),
  )

  app.get(
    '/dashboard/low-stock',
    {
      config,
      schema: {
        tags,
        summary: 'Stocked parts that run low',
        querystring: Type.Object({
          threshold: Type.Optional(Type.String({ description: '0 to 1000 pieces, 5 by default' })),
          limit: Type.Optional(Type.String({ description: 'Parts of a page, 1 to 1000; all without it' })),
          after: Type.Optional(After),
        }),
        response: { 200: Type.Array(LowStockItemSchema) },
      },
    },
    async ({ query }, reply) => {
      const asked = clampInteger(query.threshold, { absent: 5, min: -1, max: 1000 })
      const pieces = asked < 0 ? 5 : asked
      const limit = clampInteger(query.limit, { absent: query.after === undefined ? 0 : 1000, min: 1, max: 1000 })
      if (limit === 0) return dashboard.lowStock(pieces)
      const { items, next } = await dashboard.lowStockPage(pieces, limit, parseAfter(query.after))
      if (next !== null) reply.header('link', nextPageLink(`${app.prefix}/dashboard/low-stock`, query, next))
      return items
    },
  )

  app.get(
    '/dashboard/out-of-stock',
    {
      config,
      schema: {
        tags,
        summary: 'Parts that have run out, or that an active kit needs and nobody has',
        querystring: Type.Object({
          limit: Type.Optional(Type.String({ description: 'Parts of a page, 1 to 10000, 1000 by default' })),
          after: Type.Optional(After),
        }),
        response: { 200: Type.Array(OutOfStockItemSchema) },
      },
    },
    async ({ query }, reply) => {
      const limit = clampInteger(query.limit, { absent: 1000, min: 1, max: 10_000 })
      const { items, next } = await dashboard.outOfStock(limit, parseAfter(query.after))
      if (next !== null) reply.header('link', nextPageLink(`${app.prefix}/dashboard/out-of-stock`, query, next))
      return items
    },
  )

  app.get(
    '/dashboard/category-distribution',
    {
      config,
      schema: { tags, summary: 'Parts of each type', response: { 200: Type.Array(CategoryDistributionSchema) } },
    },
    async () => dashboard.categoryDistribution(),
  )

  app.get(
    '/dashboard/parts-without-documents',
    {
      config,
      schema: {
        tags,
        summary: 'Parts without documents',
        querystring: Type.Object({
          limit: Type.Optional(Type.String({ description: 'Parts of a page, 1 to 1000, 10 by default' })),
          after: Type.Optional(After),
        }),
        response: { 200: UndocumentedPartsSchema },
      },
    },
    async ({ query }, reply) => {
      const limit = clampInteger(query.limit, { absent: 10, min: 1, max: 1000 })
      const { next, ...found } = await dashboard.partsWithoutDocuments(limit, parseAfter(query.after))
      if (next !== null)
        reply.header('link', nextPageLink(`${app.prefix}/dashboard/parts-without-documents`, query, next))
      return found
    },
  )
}

export default routes
