/** The largest `build_target` and `required_per_unit`, as the checks of the tables have it. */
export const MAX_KIT_NUMBER = 1_000_000
