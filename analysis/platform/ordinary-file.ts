import { realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import { ExpectedError } from './errors.ts'

/** System folders whose entries are not ordinary files, or belong to no user. */
const systemPlaces = ['/proc', '/sys', '/dev', '/System/Volumes/Preboot']

const isBelow = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

/**
 * Refuses a path that no user keeps a source under, by where it really leads: the system's own places always; for a window that a browser
 * shows, whatever is hidden too (keys, settings, a browser's profile), because such a window hands its files over and names no path.
 * What is there and may be read by the user may be read by Hubline, whoever owns it: shared folders hold files of others.
 * @throws ExpectedError `FILE_UNREADABLE`
 */
export async function refuseOddPath(
  path: string,
  { isServed }: { readonly isServed: boolean },
): Promise<void> {
  const real = await realpath(path).catch(() => null)
  if (real === null) return
  const isSystem = systemPlaces.some((place) => isBelow(real, place)) || real.startsWith('\\\\.\\')
  const isHidden = isServed && real.split(sep).some((part) => part.startsWith('.'))
  if (!isSystem && !isHidden) return
  throw new ExpectedError('FILE_UNREADABLE', {
    subject: path,
    detail: isSystem ? 'it is a part of the system and not a file' : 'it is hidden, or in a hidden folder',
    remedy: 'Nothing of it was read. Copy it to a folder of your own and add it from there.',
  })
}
