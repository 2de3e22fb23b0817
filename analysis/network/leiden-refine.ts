import { type Level, membersOf } from './leiden-levels.ts'
import { shuffle } from './random-numbers.ts'

const randomness = 0.01

/**
 * Splits each community into well-connected parts: single nodes join parts of their own community, at random among those that do
 * not lose, with a chance that grows with the gain. Step 2 of the Leiden algorithm (Traag et al. 2019, algorithm A.2), theta 0.01.
 */
export function refine(
  level: Level,
  community: Int32Array,
  communities: number,
  random: () => number,
): Int32Array {
  const { nodes, offsets, neighbours, weights, load, perLoad } = level
  const part = Int32Array.from({ length: nodes }, (_, node) => node)
  const partLoad = load.slice()
  const isSingle = new Uint8Array(nodes).fill(1)
  const cut = new Float64Array(nodes)
  for (let node = 0; node < nodes; node += 1) {
    const own = community[node]!
    let inside = 0
    const end = offsets[node + 1]!
    for (let entry = offsets[node]!; entry < end; entry += 1)
      if (community[neighbours[entry]!] === own) inside += weights[entry]!
    cut[node] = inside
  }
  const { first, members } = membersOf(community, communities)
  const weightTo = new Float64Array(nodes)
  const touched = new Int32Array(nodes)
  const chance = new Float64Array(nodes)
  for (let one = 0; one < communities; one += 1) {
    const inOne = members.subarray(first[one]!, first[one + 1]!)
    if (inOne.length === 1) continue
    shuffle(inOne, inOne.length, random)
    let whole = 0
    for (const node of inOne) whole += load[node]!
    for (const node of inOne) {
      const own = load[node]!
      if (isSingle[node] === 0 || cut[node]! < perLoad * own * (whole - own)) continue
      let count = 0
      const end = offsets[node + 1]!
      for (let entry = offsets[node]!; entry < end; entry += 1) {
        const other = neighbours[entry]!
        if (community[other] !== one) continue
        const into = part[other]!
        if (weightTo[into] === 0) touched[count++] = into
        weightTo[into]! += weights[entry]!
      }
      let best = 0
      for (let place = 0; place < count; place += 1) {
        const into = touched[place]!
        const isWell = cut[into]! >= perLoad * partLoad[into]! * (whole - partLoad[into]!)
        const gain = isWell ? weightTo[into]! - perLoad * own * partLoad[into]! : -1
        chance[place] = gain
        if (gain > best) best = gain
      }
      let sum = Math.exp(-best / randomness)
      for (let place = 0; place < count; place += 1) {
        const gain = chance[place]!
        chance[place] = gain < 0 ? 0 : Math.exp((gain - best) / randomness)
        sum += chance[place]!
      }
      let left = random() * sum
      let chosen = -1
      for (let place = 0; place < count && chosen === -1; place += 1) {
        left -= chance[place]!
        if (left < 0 && chance[place]! > 0) chosen = touched[place]!
      }
      if (chosen !== -1) {
        cut[chosen]! += cut[node]! - 2 * weightTo[chosen]!
        partLoad[chosen]! += own
        partLoad[node] = 0
        part[node] = chosen
        isSingle[node] = 0
        isSingle[chosen] = 0
      }
      for (let place = 0; place < count; place += 1) weightTo[touched[place]!] = 0
    }
  }
  return part
}
