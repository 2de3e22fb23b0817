export interface ShippedPackage {
  place: string
  name: string
  version: string
  license: string
  hashes: { alg: string; content: string }[]
}
export function shippedPackages(projectFolder: string): ShippedPackage[]
export function billOfMaterials(projectFolder: string): {
  bomFormat: string
  specVersion: string
  metadata: { component: Record<string, unknown> }
  components: { name: string; version: string; purl: string; licenses?: unknown[]; hashes?: unknown[] }[]
}
export function licencesText(projectFolder: string): string
