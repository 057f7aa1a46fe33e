/**
 * The version of these rules. A search document that was written under another version is written again in the
 * background, so it must grow with every change of what a document holds: folding, words, values, packages, numbers.
 */
export const RULES_VERSION = 6
