const TRUE = /^(?:dnp|dni|dnf|x|yes|y|1|true|ja|wahr|excluded from bom)$/i
const FALSE = /^(?:no|n|0|false|nein|falsch|)$/i
const MARK =
  /(?:^|[\s,;/(_-])(?:dnp|dni|dnf|nc|nf|do not fit|do not place|do not populate|not fitted|nicht bestückt)\)?$/iu

/** What a column of parts that are not fitted says. @param isInverted the column says which parts are fitted. */
export function readFittedColumn(text: string, isInverted: boolean): boolean {
  const plain = text.trim()
  if (isInverted) return plain !== '' && FALSE.test(plain)
  return TRUE.test(plain)
}

/** Whether a value or a note says, as a whole or at its end, that the part is not fitted. */
export function saysNotFitted(text: string | undefined): boolean {
  return text !== undefined && MARK.test(text.trim())
}
