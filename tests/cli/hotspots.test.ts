import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const header =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context'
const crime = (id: string, longitude: number, latitude: number) =>
  `${id},2026-01,Wendmarsh Police (synthetic),Wendmarsh Police (synthetic),${longitude},${latitude},On or near A Street,E01000001,A 001A,Drugs,Under investigation,`

it('hotspots of two rows: no cell is hot, and standard error says that nothing was tested', async () => {
  const folder = temporaryFolder()
  const run = (...words: string[]) =>
    runCommand(words, { cwd: folder, environment: { HUBLINE_HOME: join(folder, 'home') } })
  writeFileSync(
    join(folder, '2026-01-street.csv'),
    `${[header, crime('a1', -2.1, 54.9), crime('a2', -1.9, 54.8)].join('\n')}\n`,
  )
  await run('new', 'two.hubline')
  await run('import', 'two.hubline', '2026-01-street.csv')
  const { status, json, messages } = await run('hotspots', 'two.hubline', '--of', 'crime', '--json')
  expect(status).toBe(0)
  const cells =
    json<{ count: number; tested: boolean; hot: boolean; z: null; qValue: null; value: number }[]>()
  expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  expect(cells.some(({ tested, hot, z, qValue }) => tested || hot || z !== null || qValue !== null)).toBe(
    false,
  )
  expect(messages).toMatch(/chosen from the data/)
  expect(messages.match(/Too few to test: 2 rows are placed/g)).toHaveLength(1)
})

it('hotspots of a kind that there is not: refused with the kinds that there are', async () => {
  const folder = temporaryFolder()
  const run = (...words: string[]) =>
    runCommand(words, { cwd: folder, environment: { HUBLINE_HOME: join(folder, 'home') } })
  await run('new', 'none.hubline')
  const { status, messages } = await run('hotspots', 'none.hubline', '--of', 'crimes')
  expect(status).not.toBe(0)
  expect(messages).toContain('no kind of source is called "crimes"')
  expect(messages).toMatch(/Kinds: .*\bcrime, stop-search\b/)
})
