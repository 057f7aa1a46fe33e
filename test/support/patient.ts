/** Settings of a service whose requests wait for a lock that a test holds: none is given up, however slow the machine is. */
export const PATIENT = { DB_LOCK_TIMEOUT: '3600', DB_STATEMENT_TIMEOUT: '3600', DB_POOL_TIMEOUT: '3600' }
