import type { Role } from '../../api/queries/session.ts'

/** From the least to the most. */
export const ROLES: readonly Role[] = ['reader', 'editor', 'admin']

/** What people call a role, and what it lets them do. */
export const ROLE_WORDS: Readonly<Record<Role, { name: string; may: string }>> = {
  reader: { name: 'Reader', may: 'Sees everything, changes nothing' },
  editor: { name: 'Editor', may: 'Changes the inventory' },
  admin: { name: 'Administrator', may: 'Also says who gets in' },
}
