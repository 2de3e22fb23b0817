/** Numbers from 0 up to 1, the same for the same seed. Steele, G. et al. (2014), SplitMix, in its 32-bit form by O'Neill. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296
  }
}

/** Puts whole numbers into a random order, in place. Durstenfeld, R. (1964), Algorithm 235, CACM 7, 420. */
export function shuffle(numbers: Int32Array, length: number, random: () => number): void {
  for (let place = length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1))
    const kept = numbers[place]!
    numbers[place] = numbers[other]!
    numbers[other] = kept
  }
}
