import { Box } from './boxes/entities.ts'
import { SellerLink } from './seller-links/entities.ts'
import { Seller } from './sellers/entities.ts'
import { PartType } from './types/entities.ts'

/** All tables of all domains, for the ORM. */
export const entities = [PartType, Box, Seller, SellerLink]
