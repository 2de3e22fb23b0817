import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../../analysis/case/open-case.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { CancelledError } from '../../../analysis/platform/errors.ts'
import { databaseOf, temporaryCase } from '../../support/cases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const longQuery = rows({ n: column.integer })(
  sql`select count(*) as n from range(100000000000) a(i) where i % 3 = hash(i) % 5`,
)
const metaOf = (key: string) =>
  rows({ key: column.text, value: column.text })(sql`select key, value from meta where key = ${key}`)
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

describe('cancelling', () => {
  it('interrupts a running query', async () => {
    const { database } = await temporaryCase()
    const leaving = new AbortController()
    const asked = database.readAsStored(leaving.signal, (connection) => connection.one(longQuery))
    const settled = asked.catch((error: unknown) => error)
    await pause(150)
    leaving.abort()
    expect(await settled).toBeInstanceOf(CancelledError)
  })

  it('interrupts whenever the abort comes, even as the query starts', async () => {
    const { database } = await temporaryCase()
    for (let round = 0; round < 10; round += 1) {
      const leaving = new AbortController()
      const asked = database.readAsStored(leaving.signal, (connection) => connection.table(longQuery))
      const settled = asked.catch((error: unknown) => error)
      if (round % 3 === 1) await Promise.resolve()
      if (round % 3 === 2) await pause(0)
      leaving.abort()
      expect(await settled).toBeInstanceOf(CancelledError)
    }
  })

  it('rolls a write back and leaves the connection usable', async () => {
    const { database } = await temporaryCase()
    const leaving = new AbortController()
    const writing = database.write(leaving.signal, async (connection) => {
      await connection.run(sql`insert into meta (key, value) values ('half', 'done')`)
      setTimeout(() => leaving.abort(), 50)
      await connection.run(
        sql`create temp table big as select count(*) as n from range(100000000000) a(i) where i % 3 = hash(i) % 5`,
      )
    })
    await expect(writing).rejects.toBeInstanceOf(CancelledError)
    const left = await database.readAsStored(undefined, (connection) =>
      connection.one(rows({ n: column.integer })(sql`select count(*) as n from meta where key = 'half'`)),
    )
    expect(left?.n).toBe(0)
  })
})

describe('writing', () => {
  it('keeps nothing of a transaction that fails', async () => {
    const { database } = await temporaryCase()
    const writing = database.write(undefined, async (connection) => {
      await connection.run(sql`insert into meta (key, value) values ('one', '1')`)
      await connection.run(sql`insert into meta (key, value) values ('one', '2')`)
    })
    await expect(writing).rejects.toThrow()
    const found = await database.readAsStored(undefined, (connection) => connection.all(metaOf('one')))
    expect(found).toEqual([])
  })

  it('runs one write at a time, and neither reads nor the log wait for it', async () => {
    const { database, log } = await temporaryCase()
    const order: string[] = []
    let finish = () => undefined as unknown
    const first = database.write(undefined, async (connection) => {
      await connection.run(sql`insert into meta (key, value) values ('first', '1')`)
      await new Promise<void>((done) => {
        finish = done
      })
      order.push('first')
    })
    const second = database.write(undefined, async () => {
      order.push('second')
    })
    await pause(20)
    const seen = await database.readAsStored(undefined, (connection) => connection.all(metaOf('first')))
    expect(seen).toEqual([])
    const session = { person: 'A', role: 'hub', purpose: 'test', purposeStated: true } as const
    await log.write(session, { action: 'consultation', question: 'q', subject: '' })
    expect(order).toEqual([])
    finish()
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second'])
  })

  it('closes while a read is running, by interrupting it', async () => {
    const held = await temporaryCase()
    const reading = held.database
      .readAsStored(undefined, (connection) => connection.one(longQuery))
      .catch((error: unknown) => error)
    await pause(100)
    await held.close()
    expect(await reading).toBeInstanceOf(CancelledError)
    const again = await openCase(held.path, 'A')
    await again.close()
  })
})

describe('staging', () => {
  it('gives each its own folder, from which a statement may read, and takes it away', async () => {
    const { database } = await temporaryCase()
    const folders: string[] = []
    const staged = database.stage(async (folder) => {
      folders.push(folder)
      writeFileSync(join(folder, 'a.csv'), 'a\n1\n')
      await database.stage(async (other) => void folders.push(other))
      return database.readAsStored(undefined, (connection) =>
        connection.all(rows({ a: column.integer })(sql`select * from read_csv(${join(folder, 'a.csv')})`)),
      )
    })
    expect(await staged).toEqual([{ a: 1 }])
    const failing = database.stage(async (folder) => {
      folders.push(folder)
      throw new Error('broken off')
    })
    await expect(failing).rejects.toThrow('broken off')
    expect(new Set(folders).size).toBe(3)
    expect(folders.filter((folder) => existsSync(folder))).toEqual([])
  })
})

describe('outside access', () => {
  it('reads files in the staging folder and nowhere else', async () => {
    const held = await temporaryCase()
    const { database } = held
    const { stagingFolder } = databaseOf(held)
    const inside = join(stagingFolder, 'inside.csv')
    const outside = join(temporaryFolder(), 'outside.csv')
    for (const path of [inside, outside]) writeFileSync(path, 'a\n1\n')
    const read = (path: string) =>
      database.readAsStored(undefined, (connection) =>
        connection.all(rows({ a: column.integer })(sql`select * from read_csv(${path})`)),
      )
    expect(await read(inside)).toEqual([{ a: 1 }])
    await expect(read(outside)).rejects.toThrow(/file system operations are disabled|not allowed|Permission/i)
    await expect(read(join(stagingFolder, '..', 'case.hubline'))).rejects.toThrow()
  })

  it.each([
    (folder: string) => sql`copy (select 1) to ${join(folder, 'out.csv')}`,
    () => sql`install httpfs`,
    () => sql`load spatial`,
    () => sql`set enable_external_access = true`,
    () => sql`set allowed_directories = ['/']`,
  ])('refuses to write, attach, install or allow it again (%#)', async (statement) => {
    const { database } = await temporaryCase()
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'x'))
    await expect(
      database.readAsStored(undefined, (connection) => connection.run(statement(folder))),
    ).rejects.toThrow()
  })
})
