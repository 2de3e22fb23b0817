import { z } from 'zod'
import { question } from './base.ts'
import { cohortGroup } from './people.ts'
import { counted, oneOf, refersTo } from './subject.ts'
import { certainty, dayRange, evidence, h3Cell, isoDate } from './table.ts'

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

/** What a node is to the lines of the case; `former` is a number that a line gave up. */
export const networkRole = z.enum(['line', 'former', 'holder', 'runner', 'upstream', 'customer', 'contact'])
export type NetworkRole = z.infer<typeof networkRole>

const networkScope = z.object({
  unit: networkUnit.default('numbers'),
  range: dayRange.optional(),
  /** Only calls and messages that met a cell site in it; where no line, person or number is the start, the numbers seen there are. */
  cell: h3Cell.optional(),
})

/** Where to start; the first that is given counts. */
const networkStart = z.object({
  lineId: z.string().optional(),
  person: z.string().optional(),
  number: z.string().optional(),
})

const nodeId = z.string().min(1).max(120)

/** Nodes that an analyst put together, under a name of the analyst's own; a node is in one at most. */
export const networkGroup = z.object({
  name: z.string().min(1).max(80),
  members: z.array(nodeId).min(1).max(1000),
})
export type NetworkGroup = z.infer<typeof networkGroup>

export const networkNode = z.object({
  node: nodeId,
  kind: z.enum(['number', 'person']),
  /** A line's name, a person's name as the role may see it, or the number. */
  title: z.string(),
  role: networkRole,
  /** Why it has its role, in plain words; null where it is only in contact. */
  roleWords: z.string().nullable(),
  confidence: z.number().nullable(),
  /** The line that the role is about. */
  line: z.object({ lineId: z.string(), name: z.string() }).nullable(),
  numbers: z.array(z.string()),
  /** Null where nobody is tied to the number, or the role may not know. */
  person: z.string().nullable(),
  /** Null for roles that may not know. */
  group: cohortGroup.nullable(),
  /** Said before any reason: a child, or the tenant of a home that was taken over. */
  safeguarding: z.string().nullable(),
  /** In the whole network of the range, not only in what is drawn. */
  contacts: z.number().int(),
  communications: z.number().int(),
  /** Of its contacts, how many are not in this answer. */
  contactsLeftOut: z.number().int(),
  firstDay: isoDate.nullable(),
  lastDay: isoDate.nullable(),
  /** Steps from the start. */
  steps: z.number().int(),
  /** It came with an expansion or was asked to be kept, not from the start. */
  isAdded: z.boolean(),
})
export type NetworkNode = z.infer<typeof networkNode>

export const networkEdge = z.object({
  from: nodeId,
  to: nodeId,
  certainty,
  /** `communication`: texts and calls in the range; `succession`: one number took over from the other. */
  kind: z.enum(['communication', 'succession']),
  words: z.string(),
  communications: z.number().int(),
  calls: z.number().int(),
  texts: z.number().int(),
  firstDay: isoDate.nullable(),
  lastDay: isoDate.nullable(),
})
export type NetworkEdge = z.infer<typeof networkEdge>

export const networkPart = z.object({
  nodes: z.array(networkNode),
  edges: z.array(networkEdge),
  /** Why there is nothing, or what to bear in mind: a hub, a limit that was met. */
  notes: z.array(z.string()),
})
export type NetworkPart = z.infer<typeof networkPart>

export const networkAround = networkPart.extend({
  /** What it starts from, in words. */
  title: z.string(),
  /** Contacts of the start that were left out. */
  leftOut: z.number().int(),
  /** Those drawn from the start had at least so many communications with it; null where none was left out. */
  atLeast: z.number().int().nullable(),
})
export type NetworkAround = z.infer<typeof networkAround>

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

export const networkFormat = z.enum(['graphml', 'png', 'svg'])

const scopeSubject = { unit: oneOf(networkUnit), range: refersTo.days, cell: refersTo.cell }

const startSubject = {
  ...scopeSubject,
  lineId: refersTo.line,
  person: refersTo.id,
  number: refersTo.number,
}

export const networkContract = {
  /** One measure for every node of the network of a time range, or of the network round a line, person or number. */
  measure: question({ subject: { ...startSubject, metric: oneOf(networkMetric) } })
    .input(
      networkScope.extend(networkStart.shape).extend({
        metric: networkMetric,
        /** How many values to hand over. */
        limit: z.number().int().min(1).optional(),
        seed: z.number().int().default(1),
      }),
    )
    .output(networkMeasure),
  /**
   * The start with its closest contacts, and one step from each node of `expand`. Never the whole network: at most `limit` nodes
   * from the start and `limitEach` from each expanded one, strongest first. More in `expand` only adds nodes.
   */
  around: question({
    subject: { ...startSubject, expand: counted('nodes expanded'), keep: counted('nodes kept') },
  })
    .input(
      networkScope.extend(networkStart.shape).extend({
        expand: z.array(nodeId).max(40).default([]),
        /** Drawn whatever their rank, e.g. the nodes of a path. */
        keep: z.array(nodeId).max(200).default([]),
        limit: z.number().int().min(1).max(200).default(60),
        limitEach: z.number().int().min(1).max(60).default(12),
      }),
    )
    .output(networkAround),
  /** The shortest chain of contacts between two nodes, its weakest contact as strong as can be. */
  path: question({ subject: { ...scopeSubject, from: refersTo.id, to: refersTo.id } })
    .input(
      networkScope.extend({
        from: nodeId,
        to: nodeId,
        /** Through which no chain may pass: a taxi rank, a surgery. */
        avoid: z.array(nodeId).max(200).default([]),
      }),
    )
    .output(networkPart.extend({ found: z.boolean(), steps: z.number().int() })),
  /** The observations behind a node's contacts, or behind one contact, with file, sheet and row. */
  evidence: question({ subject: { ...scopeSubject, node: refersTo.id, other: refersTo.id } })
    .input(
      networkScope.extend({
        node: nodeId,
        other: nodeId.optional(),
        /** Nodes that count as `node` too, and as `other`: a group made by hand. */
        members: z.array(nodeId).max(1000).default([]),
        otherMembers: z.array(nodeId).max(1000).default([]),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(5000).default(500),
      }),
    )
    .output(evidence),
  /**
   * What is drawn, for a file: GraphML made by the engine from the case; for a picture, its marking and caption, with which the window draws
   * it and takes it out through `pictures.take`. A role gets what its screens show.
   */
  export: question({
    action: 'disclosure',
    subject: {
      ...startSubject,
      nodes: counted('nodes'),
      groups: counted('groups'),
      format: oneOf(networkFormat),
    },
  })
    .input(
      networkScope.extend(networkStart.shape).extend({
        nodes: z.array(nodeId).min(1).max(1000),
        format: networkFormat,
        /** Written as an attribute of their members. */
        groups: z.array(networkGroup).max(200).default([]),
      }),
    )
    .output(
      z.object({
        /** GraphML; empty for a picture. */
        text: z.string(),
        marking: z.string(),
        /** Printed under a picture. */
        caption: z.string(),
        nodes: z.number().int(),
        edges: z.number().int(),
      }),
    ),
}
