/** The largest value of a PostgreSQL `int`. */
export const INT4_MAX = 2_147_483_647
