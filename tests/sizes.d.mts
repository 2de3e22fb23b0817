/** Names (a path, or a path and a function in it) to lines. */
export type Sizes = Record<string, number>
export function tooLongIn(path: string, text: string): [name: string, lines: number][]
export function followMoves(known: Sizes, isThere: (path: string) => boolean, paths: readonly string[]): Sizes
export function compareSizes(
  found: Sizes,
  known: Sizes,
): { problems: string[]; next: Sizes; isLower: boolean }
