import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'

/** What a case had acknowledged, recorded outside the case, so that a loss is detected at the next opening. */
export interface Acknowledged {
  caseId: string
  /** Committed writes of data, counted in the case as well. */
  writes: number
  /** Entries of the log, and the hash of the last one. */
  entries: number
  head: string
  at: string
  /** Openings that began and did not end; each may have killed its process. */
  unfinishedOpenings: number
}

const recordBytes = 512

/** Every version has used this ending, so that a case whose engine was killed in an earlier version is still compared with its marker. */
export const markerPath = (casePath: string): string => `${casePath}.witness`

/** Reads the marker that the previous process left beside the case when it ended without closing it. */
export function readMarker(casePath: string): Acknowledged | null {
  try {
    const found = JSON.parse(readFileSync(markerPath(casePath), 'utf8')) as Partial<Acknowledged>
    const isWhole = typeof found.writes === 'number' && typeof found.entries === 'number'
    return isWhole ? (found as Acknowledged) : null
  } catch {
    return null
  }
}

/** For the moment before a case is open: a marker with the state of the previous one. */
export function writeMarker(casePath: string, said: Acknowledged): void {
  const marker = new CommitMarker(casePath, said, said.at)
  marker.end(false)
}

/**
 * A small file beside an open case that records after every commit what has been acknowledged. It is one write of one block of
 * constant size, so that it survives the process and a full disk. If the disk refuses it, a later report of a loss is only less
 * exact.
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
      // A marker that cannot be written keeps an older state, which never claims too much.
    }
  }

  /** Removes the marker, unless the write-ahead log stays beside the case. */
  end(isWhole: boolean): void {
    if (this.file !== null) closeSync(this.file)
    if (isWhole) rmSync(this.path, { force: true })
  }
}
