import { PartType } from './types/entities.ts'

/** All tables of all domains, for the ORM. */
export const entities = [PartType]
