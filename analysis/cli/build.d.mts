/** Where this checkout lies. */
export const projectFolder: string
/** @returns the folder of the built engine: `command-line.mjs`, `engine-process.mjs`. */
export function buildEngine(): Promise<string>
/** @returns the folder of the built page: `index.html`. */
export function buildRenderer(): Promise<string>
