export function findElectron(projectFolder: string): string | null
