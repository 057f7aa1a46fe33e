import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { PartType } from './type-routes.ts'

const SellerLink = Type.Object({ id: Type.Integer(), link: Type.String() }, { title: 'SellerLink' })
const Part = Type.Object(
  {
    key: Type.String(),
    type: Type.Unsafe({ ...PartType, nullable: true }),
    seller_links: Type.Array(SellerLink),
    tags: Type.Union([Type.Array(Type.String()), Type.Null()]),
    cover_url: Type.Union([Type.String(), Type.Null()]),
    used_in_kits: Type.Boolean(),
    total_quantity: Type.Integer({ minimum: -2_147_483_647, maximum: 2_147_483_647 }),
  },
  { title: 'Part' },
)
const KitStatus = Type.Unsafe<'active'>({ type: 'string', enum: ['active', 'archived'], title: 'KitStatus' })
const KitLink = Type.Object({ id: Type.Integer() }, { title: 'KitLink' })
const Kit = Type.Object({ status: KitStatus, is_archived: Type.Boolean() }, { title: 'Kit' })
const BoxListItem = Type.Object({ box_no: Type.Integer() }, { title: 'BoxListItem' })
const BoxWithUsage = Type.Object({ box_no: Type.Integer(), capacity: Type.Integer() }, { title: 'BoxWithUsage' })
const handler = async () => ({})

/** Routes with nested components, variants, an upload and one that the front end does not know. */
export function partRoutes(app: FastifyInstance): void {
  const reader = { config: { access: 'reader' }, handler } as const
  app.get('/api/parts/:part_key', { ...reader, schema: { response: { 200: Part } } })
  app.get('/api/boxes', {
    ...reader,
    schema: { response: { 200: Type.Union([Type.Array(BoxListItem), Type.Array(BoxWithUsage)]) } },
  })
  app.get('/api/kits/:kit_id/shopping-lists', { ...reader, schema: { response: { 200: Type.Array(KitLink) } } })
  app.get('/api/kits', { ...reader, schema: { response: { 200: Type.Array(Kit) } } })
  app.get('/api/things', { ...reader, schema: { response: { 200: Kit } } })
  app.put('/api/sellers/:seller_id/logo', {
    config: { access: 'editor' },
    schema: { response: { 200: Type.Object({}, { title: 'Seller' }) } },
    handler,
  })
  app.get('/api/icons/pdf', { config: { access: 'public' }, handler })
  app.get('/api/auth/login', { config: { access: 'public' }, handler })
}
