import { z } from 'zod'
import { question } from './base.ts'
import { dayRange } from './table.ts'

export const networkMetric = z.enum([
  'degree',
  'strength',
  'pagerank',
  'betweenness',
  'closeness',
  'eigenvector',
  'core',
  'community',
])
export type NetworkMetric = z.infer<typeof networkMetric>

/** What a node is: a telephone number in E.164, or a washed person (a number that nobody is tied to stays a number). */
export const networkUnit = z.enum(['numbers', 'people'])
export type NetworkUnit = z.infer<typeof networkUnit>

const networkScope = z.object({
  unit: networkUnit.default('numbers'),
  range: dayRange.optional(),
})

/** Where to start; the first that is given counts. */
const networkStart = z.object({
  lineId: z.string().optional(),
  person: z.string().optional(),
  number: z.string().optional(),
})

const nodeId = z.string().min(1).max(120)

export const networkMeasure = z.object({
  metric: networkMetric,
  unit: networkUnit,
  nodes: z.number().int(),
  edges: z.number().int(),
  communications: z.number().int(),
  components: z.number().int(),
  /** What was computed, from what source, and how exactly. */
  method: z.string(),
  exact: z.boolean(),
  /** For a sample: with probability 0.95 no value is further off. */
  errorBound: z.number().nullable(),
  modularity: z.number().nullable(),
  notes: z.array(z.string()),
  seconds: z.number(),
  /** Best first; communities by size, 1 the largest. */
  values: z.array(z.object({ node: nodeId, value: z.number() })),
})
export type NetworkMeasure = z.infer<typeof networkMeasure>

export const networkContract = {
  /** One measure for every node of the network of a time range, or of the network round a line, person or number. */
  measure: question()
    .input(
      networkScope.extend(networkStart.shape).extend({
        metric: networkMetric,
        /** How many values to hand over. */
        limit: z.number().int().min(1).optional(),
        seed: z.number().int().default(1),
      }),
    )
    .output(networkMeasure),
}
