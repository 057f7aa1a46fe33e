/** The name of a file without its ending. */
export function nameOfFile(fileName: string): string {
  return (
    fileName
      .replace(/^.*[/\\]/, '')
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .trim() || 'Import'
  )
}
