import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { lockCase } from '../../../analysis/case/lock.ts'
import { openCase } from '../../../analysis/case/open-case.ts'
import { temporaryCase } from '../../support/cases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
let locker = ''

beforeAll(async () => {
  const bundle = await rolldown({
    cwd: project,
    input: 'analysis/case/lock.ts',
    platform: 'node',
  })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  locker = output[0].code
})

/** Another process that takes the lock when it is told to, says what came of it, and stays. */
function otherProcess(path: string): ChildProcess {
  const folder = temporaryFolder()
  const program = join(folder, 'locker.mjs')
  writeFileSync(program, locker)
  const script = `
    import { lockCase } from ${JSON.stringify(program)}
    process.stdin.once('data', () => {
      try { lockCase(${JSON.stringify(path)}, 'the other'); console.log('locked') }
      catch (error) { console.log(JSON.stringify({ code: error.code, ...error.data })) }
    })
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function told(child: ChildProcess): Promise<string> {
  child.stdin?.write('now\n')
  const [data] = (await once(child.stdout!, 'data')) as [Buffer]
  return data.toString().trim()
}

const lockData = (path: string) => {
  try {
    lockCase(path, 'a second')
  } catch (error) {
    return { code: (error as { code: string }).code, ...(error as { data: object }).data }
  }
  throw new Error('it was not locked')
}

describe('the lock of a case', () => {
  it('tells a second opener in this process who has it and since when', async () => {
    const held = await temporaryCase()
    const before = new Date().toISOString()
    await expect(openCase(held.path, 'a second')).rejects.toMatchObject({
      code: 'CASE_LOCKED',
      data: { person: 'a tester', process: process.pid, host: hostname() },
    })
    expect(lockData(held.path)).toMatchObject({ code: 'CASE_LOCKED', subject: held.path })
    expect((lockData(held.path) as unknown as { since: string }).since <= before).toBe(true)
  })

  it('tells another process', async () => {
    const held = await temporaryCase()
    const answer = JSON.parse(await told(otherProcess(held.path)))
    expect(answer).toMatchObject({ code: 'CASE_LOCKED', person: 'a tester', process: process.pid })
    expect(answer.detail).toMatch(/^open by a tester since \d{4}-/)
  })

  it('is gone when the case is closed', async () => {
    const held = await temporaryCase()
    await held.close()
    expect(existsSync(`${held.path}.lock`)).toBe(false)
    lockCase(held.path, 'the next').release()
  })

  it('is taken over from a holder that was killed', async () => {
    const path = join(temporaryFolder(), 'case.hubline')
    const child = otherProcess(path)
    expect(await told(child)).toBe('locked')
    expect(lockData(path)).toMatchObject({ person: 'the other', process: child.pid })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = lockCase(path, 'the next')
    expect(JSON.parse(readFileSync(`${path}.lock`, 'utf8')).person).toBe('the next')
    lock.release()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('goes to exactly one of many that find a dead one at once', async () => {
    const path = join(temporaryFolder(), 'case.hubline')
    const dead = otherProcess(path)
    expect(await told(dead)).toBe('locked')
    dead.kill('SIGKILL')
    await once(dead, 'exit')
    const rivals = Array.from({ length: 6 }, () => otherProcess(path))
    await new Promise((done) => setTimeout(done, 700))
    const answers = await Promise.all(rivals.map(told))
    expect(answers.filter((answer) => answer === 'locked')).toHaveLength(1)
    expect(answers.filter((answer) => answer.includes('CASE_LOCKED'))).toHaveLength(5)
  })

  it('is never taken from another machine, nor believed when its process number was given to another', () => {
    const path = join(temporaryFolder(), 'case.hubline')
    const lock = {
      process: 1,
      processBegan: null,
      person: 'far',
      since: '2025-01-01T00:00:00.000Z',
      token: 'a',
    }
    writeFileSync(`${path}.lock`, JSON.stringify({ ...lock, host: 'another-machine' }))
    expect(lockData(path)).toMatchObject({ code: 'CASE_LOCKED', host: 'another-machine', person: 'far' })
    const reused = { ...lock, host: hostname(), process: process.ppid, processBegan: '1' }
    writeFileSync(`${path}.lock`, JSON.stringify(reused))
    if (process.platform === 'linux') lockCase(path, 'the next').release()
  })

  it('says that a folder cannot be written', () => {
    const path = join(temporaryFolder(), 'none', 'case.hubline')
    expect(() => lockCase(path, 'a tester')).toThrow(expect.objectContaining({ code: 'FOLDER_NOT_WRITABLE' }))
  })
})
