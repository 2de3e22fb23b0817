import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** The hidden folder in which a release is written before its files move to their places; the register's own entry tells its name. */
export function releaseStaging(folder: string, releaseId: number, releasedAt: Date): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([folder, releaseId, releasedAt.toISOString()]))
    .digest('hex')
  const parts = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20)]
  return join(folder, `.release-${[...parts, digest.slice(20, 32)].join('-')}`)
}

export const isReleaseStaging = (name: string): boolean =>
  /^\.release-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)
