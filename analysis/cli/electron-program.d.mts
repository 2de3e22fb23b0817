export function hasDisplay(): boolean
export function findElectron(projectFolder: string): string | null
export function fetchElectron(projectFolder: string): {
  within(milliseconds: number): Promise<{ program: string | null; why: string }>
  leave(): void
}
