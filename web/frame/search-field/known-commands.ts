import type { Command } from './commands.ts'

let known: readonly Command[] = []

/** Says which commands there are. They are loaded with the suggestions, which are what offers them. */
export function knowCommands(commands: readonly Command[]): void {
  known = commands
}

/** A command that was offered. */
export function commandOf(id: string): Command | undefined {
  return known.find((command) => command.id === id)
}
