/** Rules whose tests are measured: which files are changed, and which tests should notice. */
export interface MutationTarget {
  /** Patterns of source files. */
  sources: readonly string[]
  /** Patterns of test files. */
  tests: readonly string[]
  /** Whether tests read the target through HTTP: they need a database and take longer. */
  runsService: boolean
}

export const TARGETS: Readonly<Record<string, MutationTarget>> = {
  stock: {
    sources: ['services/stock/inventory/{inventory-service,stocked-part-guard,verify-ledger}.ts'],
    tests: [
      'test/services/stock/inventory/inventory-service.test.ts',
      'test/routes/stock/{inventory,locations,free-slots}.test.ts',
      'test/routes/stock/operations/{ledger,not-undoable}.test.ts',
      'test/routes/catalogue/parts.test.ts',
    ],
    runsService: true,
  },
  'pick-list-planning': {
    sources: ['services/kits/pick-lists/{allocation,plan}.ts'],
    tests: ['test/services/kits/pick-list-plan.test.ts'],
    runsService: false,
  },
  'shopping-receipts': {
    sources: ['services/shopping/shopping-lists/{line-service,line-change}.ts'],
    tests: ['test/routes/shopping/{shopping-list-lines,line-changes,list-receipts}.test.ts'],
    runsService: true,
  },
  'search-rules': {
    // Not the tables of names: a change of one is a slip of a pen and no rule.
    sources: ['services/catalogue/search-rules/**/!(*-data).ts'],
    // Not the properties: they take most of the time, and random input notices a change only now and then.
    tests: ['test/services/catalogue/search-rules/!(*properties).test.ts'],
    runsService: false,
  },
}
