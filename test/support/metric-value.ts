import { register } from 'prom-client'

/** A sample of the default registry, 0 while there is none: `metricValue('x_total', { source: 'url' })`. */
export async function metricValue(name: string, labels: Record<string, string> = {}): Promise<number> {
  const metric = await register.getSingleMetric(name)?.get()
  const sample = metric?.values.find(({ labels: own }) =>
    Object.entries(labels).every(([label, value]) => own[label] === value),
  )
  return sample?.value ?? 0
}
