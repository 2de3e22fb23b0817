import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { casePathOf } from '../../../analysis/case/case-path.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A folder with a link to it beside it, and a place for Hubline's own files. */
function linkedFolder() {
  const folder = realpathSync(temporaryFolder())
  const real = join(folder, 'real')
  const linked = join(folder, 'linked')
  mkdirSync(real)
  symlinkSync(real, linked)
  return { folder, real, linked }
}

function engineIn(folder: string) {
  const engine = createEngine({ applicationFolder: join(folder, 'home') })
  onTestFinished(() => engine.close())
  return { engine, ask: askEngine(engine) }
}

it('a case has one path, whichever part of a path is a link', () => {
  const { folder, real, linked } = linkedFolder()
  const path = join(real, 'a.hubline')
  writeFileSync(path, '')
  symlinkSync(path, join(folder, 'link.hubline'))
  for (const given of [path, join(linked, 'a.hubline'), join(folder, 'link.hubline')])
    expect(casePathOf(given)).toBe(path)
})

it('a case that is not there yet has its path below the nearest folder that is', () => {
  const { real, linked } = linkedFolder()
  expect(casePathOf(join(linked, 'new.hubline'))).toBe(join(real, 'new.hubline'))
  expect(casePathOf(join(linked, 'none', 'new.hubline'))).toBe(join(real, 'none', 'new.hubline'))
})

it('an open case is the open one through a link to its folder, and is not made twice', async () => {
  const { folder, real, linked } = linkedFolder()
  const { ask } = engineIn(folder)
  const through = join(linked, 'case.hubline')
  const made = await ask.case.create({ name: 'case', path: through })
  expect(made.path).toBe(join(real, 'case.hubline'))
  for (const path of [through, made.path])
    expect(await ask.case.open({ path })).toMatchObject({ caseId: made.caseId, path: made.path })
  await expect(ask.case.create({ name: 'again', path: through })).rejects.toMatchObject({
    code: 'CASE_ALREADY_EXISTS',
  })
})

it('the copies of a case are found through a link to it or to its folder, open or not', async () => {
  const { folder, real, linked } = linkedFolder()
  const { engine, ask } = engineIn(folder)
  const path = join(real, 'case.hubline')
  await ask.case.create({ name: 'case', path })
  const copy = await ask.backups.make({})
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  const link = join(elsewhere, 'link.hubline')
  symlinkSync(path, link)
  const ways = [path, link, join(linked, 'case.hubline')]
  const listed = async (asked: typeof ask, way: string) => {
    const { casePath, copies } = await asked.backups.list({ path: way })
    return [casePath, copies.map((one) => one.path)]
  }
  for (const way of ways) expect(await listed(ask, way)).toEqual([path, [copy.path]])
  await engine.close()
  for (const home of [folder, join(folder, 'another')])
    for (const way of ways) expect(await listed(engineIn(home).ask, way)).toEqual([path, [copy.path]])
})
