/** What the log of access tells. The database has the same list as a constraint. */
export const ACCESS_CHANGES = [
  'person_added',
  'person_renamed',
  'role_changed',
  'person_deactivated',
  'person_activated',
  'person_forgotten',
  'code_made',
  'code_refused',
  'device_paired',
  'device_renamed',
  'device_revoked',
  'signed_out',
  'token_created',
  'token_revoked',
] as const

export type AccessChange = (typeof ACCESS_CHANGES)[number]
