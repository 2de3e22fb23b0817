import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { linkSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createCase, openCase } from '../../analysis/case/open-case.ts'
import { bundle, projectFolder } from '../../analysis/cli/build.mjs'
import { loopbackHost } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = join(projectFolder, 'dist', `.openers-${process.pid}`)

beforeAll(() => bundle(folder, { 'open-case': 'analysis/case/open-case.ts' }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Opened {
  opened?: boolean
  /** What of the case is there: the writes that were counted in it. */
  writes?: string
  code?: string
  data?: { person?: string; since?: string; process?: number }
}

/** A process that opens the case when it is told to, writes into it, says what came of it, and stays. */
async function opener(
  path: string,
  person: string,
): Promise<{ child: ChildProcess; open: () => Promise<Opened> }> {
  const script = `
    import { openCase } from ${JSON.stringify(pathToFileURL(join(folder, 'open-case.mjs')).href)}
    process.stdin.once('data', async () => {
      try {
        const held = await openCase(${JSON.stringify(path)}, ${JSON.stringify(person)})
        const { writes } = await held.meta()
        await held.database.write(undefined, async () => undefined)
        console.log(JSON.stringify({ opened: true, writes }))
      } catch (error) { console.log(JSON.stringify({ code: error.code, data: error.data })) }
    })
    console.log('ready')
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: projectFolder,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout!, 'data')
  const open = async () => {
    child.stdin?.write('now\n')
    const [data] = (await once(child.stdout!, 'data')) as [Buffer]
    return JSON.parse(data.toString()) as Opened
  }
  return { child, open }
}

async function newCase(): Promise<string> {
  const path = join(temporaryFolder(), 'case.hubline')
  await (await createCase(path, { name: 'case', policy: 'open', marking: 'OFFICIAL' }, 'a tester')).close()
  return path
}

it('of ten that open a case at once exactly one has it; when that one is killed, exactly one of ten others', async () => {
  const path = await newCase()
  let writes: string | undefined
  for (const round of ['first', 'second', 'third']) {
    const rivals = await Promise.all(
      Array.from({ length: 10 }, (_, index) => opener(path, `${round} ${index}`)),
    )
    const answers = await Promise.all(rivals.map(({ open }) => open()))
    const winners = answers.flatMap((answer, index) => (answer.opened ? [index] : []))
    expect(winners).toHaveLength(1)
    const winner = rivals[winners[0]!]!
    expect(answers[winners[0]!]?.writes).toBe(writes)
    writes = String(Number(writes ?? 0) + 1)
    for (const answer of answers.filter(({ opened }) => !opened)) {
      expect(answer).toMatchObject({
        code: 'CASE_LOCKED',
        data: { person: `${round} ${winners[0]}`, process: winner.child.pid },
      })
      expect(Date.parse(answer.data?.since ?? '')).toBeGreaterThan(Date.now() - 3_600_000)
    }
    for (const { child } of rivals) child.kill('SIGKILL')
    await Promise.all(rivals.map(({ child }) => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
  }
})

it.each([
  ['a symbolic link', symlinkSync],
  ['a hard link', linkSync],
])('a case that is open is refused under %s, in another process and in this one', async (_, link) => {
  const path = await newCase()
  const other = join(temporaryFolder(), 'other name.hubline')
  link(path, other)
  const holder = await opener(path, 'the holder')
  expect(await holder.open()).toMatchObject({ opened: true })
  expect(await (await opener(other, 'a rival')).open()).toMatchObject({ code: 'CASE_LOCKED' })
  holder.child.kill('SIGKILL')
  await once(holder.child, 'exit')
  const held = await openCase(path, 'this process')
  onTestFinished(() => held.close())
  await expect(openCase(other, 'the same')).rejects.toMatchObject({
    code: 'CASE_LOCKED',
    data: { person: 'this process' },
  })
})

it('a case that was left by a killed process is opened whole through a link', async () => {
  const path = await newCase()
  const holder = await opener(path, 'the holder')
  await holder.open()
  holder.child.kill('SIGKILL')
  await once(holder.child, 'exit')
  const link = join(temporaryFolder(), 'link.hubline')
  symlinkSync(path, link)
  const held = await openCase(link, 'the next')
  onTestFinished(() => held.close())
  expect(held.path).toBe(path)
  expect(await held.meta()).toMatchObject({ writes: '1' })
})

it('a case that one window has is refused to another, with who has it, and stays as it is', async () => {
  const first = await loopbackHost()
  const path = join(first.folder, 'case.hubline')
  await first.ask.case.create({ name: 'case', path })
  const second = await loopbackHost()
  const lock = readFileSync(`${path}.lock`, 'utf8')
  await expect(second.ask.case.open({ path })).rejects.toMatchObject({
    code: 'CASE_LOCKED',
    data: { subject: path, person: 'test analyst', process: first.workbench.host.processId },
  })
  expect(readFileSync(`${path}.lock`, 'utf8')).toBe(lock)
  expect(await second.ask.case.describe({})).toBeNull()
  expect((await first.ask.case.describe({}))?.name).toBe('case')
  await first.workbench.close()
  expect((await second.ask.case.open({ path })).name).toBe('case')
})
