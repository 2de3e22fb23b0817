/** What the desktop shell's preload puts on the window; nothing of it exists in a browser. */
export interface Shell {
  readonly pathOf: (file: File) => string
  readonly askForPort: () => void
  readonly refusedRequests: () => Promise<number>
}

declare global {
  interface Window {
    readonly hubline?: Shell
  }
}

export const shellOf = (): Shell | null => window.hubline ?? null
