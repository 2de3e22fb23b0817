import { z } from 'zod'
import { question } from './base.ts'
import { caseDescription } from './case.ts'
import { capabilities } from './roles.ts'
import { oneOf, refersTo, withheld } from './subject.ts'
import { isoInstant } from './table.ts'

export const copyReason = z.enum(['asked', 'daily', 'after-import', 'before-migration', 'before-erasure'])
export type CopyReason = z.infer<typeof copyReason>

/** What is written beside a copy: what it holds by count and digest, and no identity. */
export const copyManifest = z.object({
  format: z.literal(1),
  /** The copy's own file name. */
  file: z.string(),
  caseId: z.string(),
  schemaVersion: z.number().int(),
  dataVersion: z.number().int(),
  log: z.object({
    entries: z.number().int(),
    head: z.string(),
    /** Entries that tell of a restored copy: where the log is a branch of another. */
    restores: z.array(z.object({ entry: z.number().int(), hash: z.string() })),
  }),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  rows: z.number().int(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  madeAt: isoInstant,
  madeBy: z.string(),
  why: copyReason,
  /** Whether the finished file was opened again and is the case at one moment, row for row. */
  verified: z.boolean(),
  /** Why it is not; one sentence each. */
  problems: z.array(z.string()),
  encrypted: z.literal(false),
})
export type CopyManifest = z.infer<typeof copyManifest>

export const caseCopy = copyManifest.omit({ format: true, tables: true }).extend({
  path: z.string(),
  /** Whether the file is where it was written; a stick may be out. */
  present: z.boolean(),
  /** Erasures in the log after this copy: it still holds what they took out. Null where the log was not read. */
  erasuresSince: z.number().int().nullable(),
})
export type CaseCopy = z.infer<typeof caseCopy>

export const backupSchedule = z.enum(['off', 'daily', 'after-import'])
export type BackupSchedule = z.infer<typeof backupSchedule>

export const backupSettings = z.object({
  /** `off` also stops the copies before a migration or an erasure; the other two make them. */
  schedule: backupSchedule,
  /** Verified copies that are kept; older ones are removed when a newer one is good. */
  keep: z.number().int().min(1).max(100),
  /** Null: a folder beside the case. */
  folder: z.string().nullable(),
})
export type BackupSettings = z.infer<typeof backupSettings>

export const backups = z.object({
  casePath: z.string(),
  settings: backupSettings,
  /** Where the next copy goes. */
  folder: z.string(),
  /** Newest first. */
  copies: z.array(caseCopy),
  lastVerifiedAt: isoInstant.nullable(),
  /** Bytes that a copy needs at most; null where the case was not read. */
  neededBytes: z.number().nullable(),
  /** Null where the folder cannot be looked at. */
  freeBytes: z.number().nullable(),
  /** Why the last copy that Hubline made by itself failed, and when. */
  lastFailure: z.object({ at: isoInstant, code: z.string(), message: z.string() }).nullable(),
})
export type Backups = z.infer<typeof backups>

export const restored = z.object({
  path: z.string(),
  /** Where the case that was there before lies now. */
  setAside: z.string().nullable(),
  case: caseDescription,
})
export type Restored = z.infer<typeof restored>

export const backupsContract = {
  /** The copies of the open case, or of the case at a path, which may be damaged or gone. */
  list: question({ action: 'none', needsCase: false, subject: { path: withheld('a case') } })
    .input(z.object({ path: z.string().optional() }))
    .output(backups),
  /**
   * Writes a copy of the open case at one moment, and opens it again to prove it. Only the hub, which may see all of the case, chooses
   * where; copies of other roles go where the hub has set, by default beside the case.
   */
  make: question({ action: 'disclosure', subject: { folder: withheld('a chosen folder') } })
    .input(z.object({ folder: z.string().min(1).optional() }))
    .output(caseCopy),
  settings: question({
    action: 'alteration',
    roles: capabilities.keepsCopies,
    subject: { schedule: oneOf(backupSchedule), keep: refersTo.id, folder: withheld('a chosen folder') },
  })
    .input(backupSettings.partial())
    .output(backups),
  /**
   * Reads a copy from front to back and compares it with what was written beside it: for the hub any, for other roles one that `list`
   * tells of.
   */
  check: question({ action: 'none', needsCase: false, subject: { path: withheld('a copy') } })
    .input(z.object({ path: z.string() }))
    .output(z.object({ path: z.string(), ok: z.boolean(), problems: z.array(z.string()) })),
  /**
   * Puts a copy in place as a case and opens it: as a new file, or in the place of a case, which is first set aside under
   * a clear name. Nothing is ever overwritten.
   */
  restore: question({
    action: 'none',
    roles: capabilities.keepsCopies,
    needsCase: false,
    subject: {
      copy: withheld('a copy'),
      as: withheld('as a new case'),
      replace: withheld('in the place of a case'),
    },
  })
    .input(
      z.object({
        copy: z.string().min(1),
        /** The new case file. */
        as: z.string().min(1).optional(),
        /** The case whose place it takes. */
        replace: z.string().min(1).optional(),
      }),
    )
    .output(restored),
}
