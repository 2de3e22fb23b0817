export function crossingsOf(
  path: string,
  text: string,
): { exported: [name: string, line: number][]; taken: [specifier: string, name: string][] }
export function deadExports(
  files: readonly (readonly [path: string, text: string])[],
): [path: string, line: number, name: string][]
