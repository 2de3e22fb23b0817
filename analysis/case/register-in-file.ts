import { readOtherCase } from './duckdb/instance.ts'
import { caseIdValue, type RegisteredRelease, registeredReleases } from './queries-register.ts'

/** The register of a case file that nobody has open and whose lock the caller holds; null where it cannot be read. */
export const registerInFile = (
  path: string,
): Promise<{ caseId: string; releases: RegisteredRelease[] } | null> =>
  readOtherCase(path, undefined, async (connection) => ({
    caseId: (await connection.one(caseIdValue()))?.value ?? '',
    releases: await connection.all(registeredReleases()),
  })).catch(() => null)
