import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'

/** What a case had acknowledged, known outside the case: what was committed must still be there when it is opened again. */
export interface Acknowledged {
  caseId: string
  /** Committed writes of data, counted in the case as well. */
  writes: number
  /** Entries of the log, and the hash of the last one. */
  entries: number
  head: string
  at: string
  /** Openings that began and did not end; each may have been the end of its process. */
  unfinishedOpenings: number
}

const recordBytes = 512

/** Its ending is the one that every version has written: a case that was killed in an earlier one is still judged by it. */
export const markerPath = (casePath: string): string => `${casePath}.witness`

/** What the process before left beside the case when it ended without closing it. */
export function readMarker(casePath: string): Acknowledged | null {
  try {
    const found = JSON.parse(readFileSync(markerPath(casePath), 'utf8')) as Partial<Acknowledged>
    const isWhole = typeof found.writes === 'number' && typeof found.entries === 'number'
    return isWhole ? (found as Acknowledged) : null
  } catch {
    return null
  }
}

/** For the moment before a case is open: a marker that says what the one before it said. */
export function writeMarker(casePath: string, said: Acknowledged): void {
  const marker = new CommitMarker(casePath, said, said.at)
  marker.end(false)
}

/**
 * A small file beside an open case that says after every commit what has been acknowledged. One write of one block of
 * constant size: it outlives the process, and a full disk does not stop it. A disk that refuses it only costs the exactness of
 * what is said about a loss.
 */
export class CommitMarker {
  private readonly path: string
  private readonly file: number | null
  private said: Acknowledged

  constructor(casePath: string, first: Acknowledged, at = new Date().toISOString()) {
    this.path = markerPath(casePath)
    this.said = first
    this.file = this.open()
    this.note({}, at)
  }

  private open(): number | null {
    try {
      return openSync(this.path, existsSync(this.path) ? 'r+' : 'wx+', 0o600)
    } catch {
      return null
    }
  }

  get writes(): number {
    return this.said.writes
  }

  note(change: Partial<Acknowledged>, at = new Date().toISOString()): void {
    this.said = { ...this.said, ...change, at }
    if (this.file === null) return
    try {
      writeSync(this.file, Buffer.from(`${JSON.stringify(this.said).padEnd(recordBytes - 1)}\n`), 0, null, 0)
    } catch {
      // A marker that cannot be written says an older state, which is never more than the truth.
    }
  }

  /** Ends it; a case that was closed whole needs no marker, one whose log of changes stays beside it does. */
  end(isWhole: boolean): void {
    if (this.file !== null) closeSync(this.file)
    if (isWhole) rmSync(this.path, { force: true })
  }
}
