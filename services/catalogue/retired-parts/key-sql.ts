/** SQL for the key that the part with this id has, or had until it was deleted. */
export function keyOfPart(id: string): string {
  return `coalesce((select key from parts where id = ${id}), (select key from retired_parts where id = ${id}))`
}
