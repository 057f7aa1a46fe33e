/** The most designators of a line of a kit, as the check of the table has it. */
export const MAX_DESIGNATORS = 2000
/** The longest designator that a client may give, in characters. */
export const MAX_DESIGNATOR_LENGTH = 100
/** The most alternates of a line. */
export const MAX_ALTERNATES = 100
