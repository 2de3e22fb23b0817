export function cutGeography(): Promise<Record<string, string>>
export function writeGeography(folder: string): Promise<void>
