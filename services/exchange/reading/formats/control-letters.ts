const TAB = 0x09
const CARRIAGE_RETURN = 0x0d
const END_OF_TRANSMISSION = 0x04
/** The first of those that separate the fields of codes, as scanners type them. */
const FILE_SEPARATOR = 0x1c

/** Whether a letter, by its code, is a control character that neither texts nor scanners have; nothing, U+0000, is none of them. */
export function isControl(code: number): boolean {
  if (code === 0 || code === END_OF_TRANSMISSION || code >= FILE_SEPARATOR) return false
  return code < TAB || code > CARRIAGE_RETURN
}
