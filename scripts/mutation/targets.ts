/** Rules whose tests are measured: which files are changed, and which tests should notice. */
export interface MutationTarget {
  /** Patterns of source files. */
  sources: readonly string[]
  /** Patterns of test files. Those that read the target through HTTP need a database and take longer. */
  tests: readonly string[]
}

export const TARGETS: Readonly<Record<string, MutationTarget>> = {
  stock: {
    sources: ['services/stock/inventory/{inventory-service,stocked-part-guard,verify-ledger}.ts'],
    tests: ['test/routes/stock/{inventory,locations}.test.ts', 'test/cli/commands.test.ts'],
  },
  'pick-list-planning': {
    sources: ['services/kits/pick-lists/{allocation,plan}.ts'],
    tests: ['test/services/kits/pick-list-plan.test.ts', 'test/routes/kits/{pick-lists,moved-stock}.test.ts'],
  },
  'shopping-receipts': {
    sources: ['services/shopping/shopping-lists/{line-service,line-change}.ts'],
    tests: ['test/routes/shopping/shopping-list-lines.test.ts'],
  },
  'search-rules': {
    sources: ['services/catalogue/search-rules/**/*.ts'],
    // Not the properties: they take most of the time, and random input notices a change only now and then.
    tests: ['test/services/catalogue/search-rules/!(*properties).test.ts'],
  },
}
