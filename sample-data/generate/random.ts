/**
 * Seeded streams. Each subject (one person, one line, one file) has its own stream, named by words, so that
 * changing one subject leaves the others as they were.
 * Sources: sfc32 by Chris Doty-Humphrey (PractRand); the seeding mix is cyrb128, public domain.
 */
export type Random = {
  next: () => number
  integer: (lowest: number, highest: number) => number
  between: (lowest: number, highest: number) => number
  chance: (probability: number) => boolean
  pick: <Item>(items: readonly Item[]) => Item
  weighted: <Item>(items: readonly (readonly [Item, number])[]) => Item
  normal: (mean: number, deviation: number) => number
  exponential: (mean: number) => number
  poisson: (mean: number) => number
  shuffle: <Item>(items: readonly Item[]) => Item[]
  sample: <Item>(items: readonly Item[], count: number) => Item[]
}

function mixedSeed(text: string): [number, number, number, number] {
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

export function randomStream(seed: number, ...subject: readonly (string | number)[]): Random {
  let [a, b, c, d] = mixedSeed(`${seed}:${subject.join(':')}`)
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round += 1) next()
  const integer = (lowest: number, highest: number): number =>
    lowest + Math.floor(next() * (highest - lowest + 1))
  const normal = (mean: number, deviation: number): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    return mean + deviation * radius * Math.cos(2 * Math.PI * next())
  }
  const shuffle = <Item>(items: readonly Item[]): Item[] => {
    const result = items.slice()
    for (let index = result.length - 1; index > 0; index -= 1) {
      const other = integer(0, index)
      const kept = result[index] as Item
      result[index] = result[other] as Item
      result[other] = kept
    }
    return result
  }
  return {
    next,
    integer,
    between: (lowest, highest) => lowest + next() * (highest - lowest),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted: (items) => {
      let total = 0
      for (const [, weight] of items) total += weight
      let left = next() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return items[items.length - 1]![0]
    },
    normal,
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson: (mean) => {
      if (mean > 40) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))))
      const limit = Math.exp(-mean)
      let count = 0
      let product = next()
      while (product > limit) {
        count += 1
        product *= next()
      }
      return count
    },
    shuffle,
    sample: (items, count) => {
      if (count >= items.length) return shuffle(items)
      if (count > items.length / 4) return shuffle(items).slice(0, count)
      const chosen = new Set<number>()
      while (chosen.size < count) chosen.add(integer(0, items.length - 1))
      return [...chosen].map((index) => items[index]!)
    },
  }
}

/** A number in [0, 1) for a moment of a number: where a phone is depends on no stream's position. */
export function hashedFraction(seed: number, first: number, second: number): number {
  let value = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(first + 1, 0xc2b2ae35)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) ^ Math.imul(second + 1, 0x27d4eb2f)
  value = Math.imul(value ^ (value >>> 13), 0x297a2d39)
  return ((value ^ (value >>> 16)) >>> 0) / 4294967296
}
