/**
 * The environment of a worker thread that must see none of ours, such as passwords: only what tells Node where compiled
 * modules are kept. Without it a thread compiles all that it loads, which takes longer than its work.
 */
export function threadEnvironment(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }
}
