const NAMES: Readonly<Record<string, string>> = {
  analyze_part: 'Fill in a part',
  part_analysis: 'Fill in a part',
  part_cleanup: 'Clean up a part',
  import_read: 'Read a file',
  import_commit: 'Write an import',
  import_undo: 'Take an import back',
  demo_task: 'Demonstration',
  failing_task: 'Demonstration that fails',
}

/** What a kind of task does, in words. */
export function taskName(kind: string): string {
  const words = kind.replaceAll(/[_-]+/g, ' ')
  return NAMES[kind] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
