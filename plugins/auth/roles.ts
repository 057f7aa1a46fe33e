/** The roles of the service, each including those after it. */
export const ROLES = ['admin', 'editor', 'reader'] as const

export type Role = (typeof ROLES)[number]

/**
 * Adds the roles that a role includes: an admin is an editor, an editor is a reader. Names that the service does not
 * know stay as they are.
 *
 * @returns the roles without repetition, in ascending order.
 */
export function expandRoles(roles: Iterable<string>): string[] {
  const expanded = new Set(roles)
  const highest = ROLES.findIndex((role) => expanded.has(role))
  if (highest >= 0) for (const role of ROLES.slice(highest)) expanded.add(role)
  return [...expanded].sort()
}
