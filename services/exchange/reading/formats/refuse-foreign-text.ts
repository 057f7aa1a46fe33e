import { FileError } from '../failure.ts'
import { isControl } from './control-letters.ts'

const BEGINNING = 4096
const MAX_CONTROLS = 0.05
const MAX_ZEROS = 0.3

/** Texts that are no tables, by how they begin. */
const FOREIGN: readonly [pattern: RegExp, what: string][] = [
  [
    /^version https:\/\/git-lfs\.github\.com\/spec\//,
    'a Git LFS pointer, not the file itself: fetch the file with `git lfs pull`',
  ],
  [
    /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|table|script)\b/i,
    'an HTML page: sign in to the shop and download the file again, or save the table as CSV or XLSX',
  ],
  [/^\s*<\?xml|^\s*<(?:svg|eagle|export|kicad)\b/i, 'an XML file: export the list of parts as CSV'],
  [/^\s*\((?:export|kicad_sch|kicad_pcb|netlist)\b/, 'a net list or a drawing: export the bill of materials as CSV'],
  [/^(?:P {2}JOB|C {2}IPC-D-356|P {2}UNITS)/m, 'a test point report (IPC-D-356)'],
  [/^\{\\rtf/, 'an RTF text: save the table as CSV or XLSX'],
  [/^\{[\s\S]{0,200}"Header"[\s\S]*"GenerationSoftware"/, 'a Gerber job file'],
  [/^%FS[LT][AI]X\d|^G04 /, 'a Gerber file'],
]
const LINK = /^\.{0,2}\/?(?:[\w.@ -]+\/)+[\w.@ -]+$/

/** @throws FileError that says what the text is when it is of a kind that cannot be imported. */
export function refuseForeignText(text: string): void {
  const beginning = text.slice(0, BEGINNING)
  for (const [pattern, what] of FOREIGN) {
    if (pattern.test(beginning)) throw new FileError('NOT_IMPORTABLE', `This is ${what}`)
  }
  if (text.length < BEGINNING && LINK.test(text.trim())) {
    throw new FileError('NOT_IMPORTABLE', 'This is the text of a link to another file: import that file')
  }
  const letters = Array.from(beginning, (letter) => letter.charCodeAt(0))
  const most = Math.max(letters.length, 1)
  const [controls, zeros] = [letters.filter(isControl), letters.filter((code) => code === 0)]
  if (controls.length > MAX_CONTROLS * most || zeros.length > MAX_ZEROS * most) {
    throw new FileError('NOT_IMPORTABLE', 'This is no text and no spreadsheet: save the list as CSV or XLSX')
  }
}
