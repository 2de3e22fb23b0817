import type { Graph } from './graph.ts'
import { strength } from './local-measures.ts'

/** A measure found by iteration, and how far from its fixed point it stopped. */
interface Iterated {
  readonly values: Float64Array
  readonly iterations: number
  /** PageRank: sum of changes in the last round. Eigenvector: largest change of a value. */
  readonly residual: number
  readonly isConverged: boolean
}

const damping = 0.85

/**
 * PageRank over communications, damping 0.85, summing to 1: the share of time that a walk spends on each node when it follows
 * communications in proportion to their number and starts anew anywhere with probability 0.15. Nodes without contacts
 * start anew always. Brin, S. and Page, L. (1998), Computer Networks 30, 107-117; solved by Gauss-Seidel
 * (Arasu, A. et al. (2002), Proc. WWW), scaled back to a sum of 1 after each round.
 * @param tolerance stops when the sum of changes in one round is below it
 */
export function pageRank(graph: Graph, tolerance = 1e-10, mostIterations = 1000): Iterated {
  const { nodes, offsets, neighbours, weights } = graph
  if (nodes === 0) return { values: new Float64Array(0), iterations: 0, residual: 0, isConverged: true }
  const sums = strength(graph)
  let alone = 0
  for (const sum of sums) if (sum === 0) alone += 1
  const isolatedValue = (1 - damping) / nodes / (1 - (damping * alone) / nodes)
  const values = new Float64Array(nodes)
  const perWeight = new Float64Array(nodes)
  for (let node = 0; node < nodes; node += 1) {
    const sum = sums[node]!
    values[node] = sum === 0 ? isolatedValue : 1 / nodes
    perWeight[node] = sum === 0 ? 0 : 1 / nodes / sum
  }
  const isEven = weights.every((weight) => weight === 1)
  let iterations = 0
  let residual = Number.POSITIVE_INFINITY
  while (residual > tolerance && iterations < mostIterations) {
    residual = 0
    iterations += 1
    let total = alone * isolatedValue
    for (let node = 0; node < nodes; node += 1) {
      const sum = sums[node]!
      if (sum === 0) continue
      let received = 0
      const end = offsets[node + 1]!
      if (isEven)
        for (let entry = offsets[node]!; entry < end; entry += 1) received += perWeight[neighbours[entry]!]!
      else
        for (let entry = offsets[node]!; entry < end; entry += 1)
          received += weights[entry]! * perWeight[neighbours[entry]!]!
      const value = isolatedValue + damping * received
      residual += Math.abs(value - values[node]!)
      values[node] = value
      perWeight[node] = value / sum
      total += value
    }
    const scale = (1 - alone * isolatedValue) / (total - alone * isolatedValue)
    for (let node = 0; node < nodes; node += 1) {
      if (sums[node] === 0) continue
      values[node]! *= scale
      perWeight[node]! *= scale
    }
  }
  return { values, iterations, residual, isConverged: residual <= tolerance }
}

/**
 * Eigenvector centrality over communications, the largest value 1: a node counts for as much as those it is in touch with.
 * Bonacich, P. (1972), Journal of Mathematical Sociology 2, 113-120. Power iteration on A + sI, where the shift s, half
 * of the largest eigenvalue as estimated on the way, keeps stars and other two-sided graphs from swinging. In a graph of
 * several parts, parts with a smaller eigenvalue go to 0.
 */
export function eigenvectorCentrality(graph: Graph, tolerance = 1e-11, mostIterations = 5000): Iterated {
  const { nodes, offsets, neighbours, weights } = graph
  let values: Float64Array = strength(graph)
  const largest = scaleToOne(values)
  if (largest === 0) return { values, iterations: 0, residual: 0, isConverged: true }
  let next: Float64Array = new Float64Array(nodes)
  let shift = 0
  let iterations = 0
  let residual = Number.POSITIVE_INFINITY
  while (residual > tolerance && iterations < mostIterations) {
    iterations += 1
    let top = 0
    for (let node = 0; node < nodes; node += 1) {
      let received = shift * values[node]!
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry += 1)
        received += weights[entry]! * values[neighbours[entry]!]!
      next[node] = received
      if (received > top) top = received
    }
    residual = 0
    for (let node = 0; node < nodes; node += 1) {
      const value = next[node]! / top
      const change = Math.abs(value - values[node]!)
      if (change > residual) residual = change
      next[node] = value
    }
    const swap = values
    values = next
    next = swap
    if (iterations <= 12) shift = (top - shift) / 2
  }
  return { values, iterations, residual, isConverged: residual <= tolerance }
}

function scaleToOne(values: Float64Array): number {
  let largest = 0
  for (const value of values) if (value > largest) largest = value
  if (largest > 0) for (let node = 0; node < values.length; node += 1) values[node]! /= largest
  return largest
}
