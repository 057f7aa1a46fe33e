import { readdirSync, readFileSync } from 'node:fs'
import { parse, parseAllDocuments } from 'yaml'

/** The files of a folder with that ending, as paths. */
export function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`)
}

/** A rule that records a series or raises an alert. */
export interface Rule {
  record?: string
  alert?: string
  expr: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

/** All rules of `ops/prometheus/rules/`. */
export function readRules(): Rule[] {
  return filesOf('ops/prometheus/rules', '.yml').flatMap((file) => {
    const { groups }: { groups: { rules: Rule[] }[] } = parse(readFileSync(file, 'utf8'))
    return groups.flatMap(({ rules }) => rules)
  })
}

export interface Panel {
  id: number
  type: string
  title: string
  description?: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets?: { refId: string; expr: string }[]
}

export interface Dashboard {
  uid: string
  title: string
  panels: Panel[]
  annotations: { list: { expr: string }[] }
  templating: { list: { name: string; query: string | { query: string } }[] }
}

/** All dashboards of `ops/grafana/`, by file. */
export function readDashboards(): [file: string, Dashboard][] {
  return filesOf('ops/grafana', '.json').map((file) => [file, JSON.parse(readFileSync(file, 'utf8'))])
}

/** The expressions that a dashboard asks: of panels, annotations and variables. */
export function expressionsOf({ panels, annotations, templating }: Dashboard): string[] {
  const variables = templating.list.flatMap(({ query }) => {
    const text = typeof query === 'string' ? query : query.query
    return /^label_values\((.+), *\w+\)$/.exec(text)?.[1] ?? []
  })
  const targets = panels.flatMap((panel) => panel.targets ?? [])
  return [...targets, ...annotations.list].map(({ expr }) => expr).concat(variables)
}

/** All documents of a YAML file. @throws Error when one has a mistake. */
export function readYaml(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    const [mistake] = document.errors
    if (mistake) throw new Error(`${file}: ${mistake.message}`)
    return document.toJS()
  })
}
