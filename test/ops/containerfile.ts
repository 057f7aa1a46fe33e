import { readFileSync } from 'node:fs'

export interface Instruction {
  keyword: string
  text: string
}

/** The instructions of a container file, comments left out and continued lines joined. */
export function readContainerfile(file: string): Instruction[] {
  const text = readFileSync(file, 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, keyword = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
      return { keyword: keyword.toUpperCase(), text: rest }
    })
}
