import { statement } from '../../../plugins/database/statement.ts'

/**
 * Has the server plan anew what this session runs from here on, the checks of its foreign keys included. What it has planned
 * while the tables were short reads them as a whole, for each of the rows of a large import.
 */
export const PLAN_ANEW = statement('discard plans', {})
