/** What people ought to know where the separators of a code are lost. */
export const RUN_TOGETHER =
  'The fields of the code cannot be told apart: set the scanner to send the group separator (GS)'
