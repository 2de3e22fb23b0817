/** Where this checkout lies. */
export const projectFolder: string
/** Bundles entries (name to source) into a folder, as `.mjs` or `.cjs`. */
export function bundle(
  folder: string,
  input: Readonly<Record<string, string>>,
  format?: 'esm' | 'cjs',
): Promise<void>
/** @returns the folder of the built engine: `command-line.mjs`, `engine-process.mjs`. */
export function buildEngine(): Promise<string>
/** @returns the folder of the built page: `index.html`. */
export function buildRenderer(): Promise<string>
/** @returns the folder of the built desktop shell: `main.mjs`, `engine-process.mjs`, `preload.cjs`, `page/`. */
export function buildShell(): Promise<string>
export function putDesktop(): Promise<string>
