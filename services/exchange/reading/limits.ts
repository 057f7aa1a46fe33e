/** Limits of what is read of one file. */
export const MAX_ROWS = 200_000
/** Rows with something in them: beside the data a file may have titles, headers and footers. */
export const MAX_FILLED_ROWS = MAX_ROWS + 1000
/** Lines of a text, blank ones among them. */
export const MAX_LINES = 2 * MAX_ROWS
export const MAX_COLUMNS = 500
export const MAX_CELLS = 2_000_000
/** Characters of one cell of a text file, and of a spreadsheet. */
export const MAX_TEXT_CELL = 50_000
export const MAX_SHEET_CELL = 32_767
/** Characters of one line of a text file. */
export const MAX_LINE = 1_048_576
export const MAX_ZIP_ENTRIES = 1000
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024
export const MAX_UNPACKED_RATIO = 200
export const MAX_XML_DEPTH = 32
export const MAX_JSON_DEPTH = 20
export const MAX_JSON_KEYS = 500
/** Values of a JSON file, lists and objects included. */
export const MAX_JSON_VALUES = 2 * MAX_CELLS
/** Files that one process reads at once; others wait. */
export const MAX_READING = 2
/** The header of a table is looked for in so many rows. */
export const HEADER_ROWS = 50
