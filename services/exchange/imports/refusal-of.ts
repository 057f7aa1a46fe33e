/** What an import says that cannot be written. @param obstacle as it follows "because"; null for none. */
export function refusalOf(obstacle: string | null): string | null {
  return obstacle === null ? null : `Cannot commit the import because ${obstacle}`
}
