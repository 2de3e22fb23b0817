import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../../analysis/app/create-engine.ts'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { sourceIdentifiers } from '../../../analysis/profile/queries-identifiers.ts'
import { type Sight, sightOf, wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { askEngine } from '../../support/hosts.ts'
import { removeFolder } from '../../support/temporary-folder.ts'

const files = {
  'custody.csv': [
    'Custody record no,Arrest date,Offence,Custody suite,PNC ID,Surname,Forename,Date of birth',
    'CU/2026/77001,2026-03-02,Theft,Wend,2019/77002X,Halliwell,Katherine,1985-11-02',
  ],
  'treatment.csv': [
    'Episode ID,Client ID,Triage date,Agency,Surname,Forename,Date of birth',
    'EP-77003,CL-77004,2026-03-03,North,Ottley,Joanne,1991-02-17',
  ],
  'overdoses.csv': [
    'Incident ref,Incident date,Event type,Naloxone,Coroner ref,Surname,Forename,Date of birth',
    'OD-77005,2026-03-04 10:00:00,Overdose,Yes,CO-77006,Mottram,Peter,1979-08-23',
  ],
  'crimes.csv': [
    'Crime ID,Month,Reported by,Falls within,Crime type',
    'CR-77007,2026-03,Wendmarsh Police,Wendmarsh Police,Drugs',
  ],
}

let engine: Engine
let opened: OpenCase
let folder: string
const session = (role: Role) => ({ person: 'a tester', role, purpose: 'test', purposeStated: true })
const as = (role: Role) => askEngine(engine, session(role))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hubline-test-'))
  engine = createEngine({ applicationFolder: join(folder, 'application') })
  opened = await engine.create(
    join(folder, 'references.hubline'),
    { name: 'references', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  for (const [name, lines] of Object.entries(files)) {
    const path = join(folder, name)
    writeFileSync(path, `${lines.join('\n')}\n`)
    const [result] = await as('hub').sources.import({ sources: [{ path }] })
    expect([name, result]).toMatchObject([name, { rowsLoaded: 1 }])
  }
})
afterAll(async () => {
  await engine.close()
  await removeFolder(folder)
})

const found = async (role: Role, text: string) =>
  (await as(role).search.find({ text })).map(({ kind, title }) => `${kind} ${title}`)
const searched = async (sight: Sight) =>
  (await opened.database.read(sight, undefined, (connection) => connection.all(sourceIdentifiers()))).map(
    ({ identifier }) => identifier,
  )

const references = {
  police: ['2019/77002X', 'CO-77006', 'CR-77007', 'CU/2026/77001', 'OD-77005'],
  health: ['CL-77004', 'EP-77003'],
}

it('what is released is searched for every reference that the role may see', async () => {
  expect((await searched(wholeSight)).sort()).toEqual([...references.police, ...references.health].sort())
  expect((await searched(sightOf('police'))).sort()).toEqual([...references.police].sort())
})

describe('a reference', () => {
  it('leads to the file of its row while nobody is told from anybody', async () => {
    expect(await found('hub', '2019/77002X')).toEqual(['file custody.csv'])
    expect(await found('hub', 'cl-77004')).toEqual(['file treatment.csv'])
    expect(await found('hub', 'CR-77007')).toEqual(['file crimes.csv'])
  })

  it('leads to its person once people are washed', async () => {
    await as('hub').people.wash({})
    expect(await found('hub', '2019/77002X')).toEqual(['person Katherine Halliwell'])
    expect(await found('hub', 'cu/2026/77001')).toEqual(['person Katherine Halliwell'])
    expect(await found('hub', 'CL-77004')).toEqual(['person Joanne Ottley'])
    expect(await found('hub', 'CO-77006')).toEqual(['person Peter Mottram'])
    expect(await found('hub', 'CR-77007')).toEqual(['file crimes.csv'])
  })

  it('leads nowhere for whom its record is not, or holds no details', async () => {
    expect(await found('police', 'CL-77004')).toEqual([])
    expect(await found('health', 'CL-77004')).toEqual(['person Joanne Ottley'])
    expect(await found('police', '2019/77002X')).toEqual(['person Katherine Halliwell'])
    expect(await found('health', '2019/77002X')).toEqual([])
    expect(await found('health', 'CU/2026/77001')).toEqual([])
  })
})
