import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { Role, SourceKind } from '../../../analysis/contract/index.ts'
import { type Asking, askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Custody knows no number and harm no surname; one treatment record has all that ties them together. */
const sources: Readonly<Record<string, string>> = {
  custody: `Custody record,Forename,Surname,Date of birth,Telephone,Arrest date,Offence
CU-1,Zorabel,Plantagen,1984-03-02,,2026-01-05,Theft
CU-2,Custer,Twice,1971-01-02,07700900661,2026-01-06,Theft
`,
  harm: `Incident id,Forename,Surname,Date of birth,Telephone,Date,Type
HA-1,Zorabel,,1984-03-02,07700900771,2026-01-20,Non-fatal overdose
`,
  treatment: `Episode id,Client id,Forename,Surname,Date of birth,Telephone,Triaged,Discharged,Primary drug
EP-1,CL-1,Zorabel,Plantagen,1984-03-02,07700900771,2026-01-10,,heroin
EP-2,CL-2,Nobody,Else,1990-07-08,07700900661,2026-01-15,,heroin
EP-3,CL-3,Custer,Twice,1971-01-02,07700900661,2026-02-19,,heroin
`,
}

async function linkedCase(files: Readonly<Record<string, string>> = sources) {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  const session = (role: Role) => ({ person: 'a tester', role, purpose: 'test', purposeStated: true })
  await engine.create(
    join(folder, 'washed.hubline'),
    { name: 'washed', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  const as = (role: Role) => askEngine(engine, session(role))
  for (const [kind, text] of Object.entries(files)) {
    const path = join(folder, `${kind}.csv`)
    writeFileSync(path, text)
    const [loaded] = await as('hub').sources.import({ sources: [{ path }], kind: kind as SourceKind })
    if (!loaded?.fileId) throw new Error(JSON.stringify(loaded))
  }
  await as('hub').people.wash({})
  return { as, folder }
}

test('records that only treatment ties together are two people to police, and one to health and the hub', async () => {
  const { as } = await linkedCase()
  const personsOf = async (role: Role) => {
    const records = await as(role).people.records({})
    return new Set(
      records
        .filter(({ recordId }) => ['CU-1', 'HA-1', 'EP-1'].includes(recordId))
        .map(({ person }) => person),
    ).size
  }
  expect([await personsOf('hub'), await personsOf('health'), await personsOf('police')]).toEqual([1, 1, 2])
})

test('whose a number is, since when and why, rests on the records that the role sees', async () => {
  const { as } = await linkedCase()
  const numbersOf = async (role: Role, recordId: string) => {
    const { person } = (await as(role).people.records({})).find((record) => record.recordId === recordId)!
    return (await as(role).people.detail({ person })).numbers.map(({ lines: _, ...number }) => number)
  }
  const ofPolice = await numbersOf('police', 'CU-2')
  expect(ofPolice).toEqual([
    {
      number: '+447700900661',
      because: 'Given as their own number in a custody record, last on 6 January 2026',
      confidence: 0.9,
      from: null,
      to: null,
    },
  ])
  const ofHub = await numbersOf('hub', 'CU-2')
  expect(ofHub.map(({ from }) => from)).toEqual([null, '2026-02-19'])
  expect(await numbersOf('police', 'CU-1')).toEqual([])
  expect((await numbersOf('hub', 'CU-1')).map(({ number }) => number)).toEqual(['+447700900771'])
})

const guess = `Custody record,Forename,Surname,Date of birth,Telephone,Arrest date,Offence
CU-9,Nobody,Else,1990-07-08,07700900662,2026-02-01,Theft
`

/** What police are told after they load a guessed person and wash, without the times that these took. */
async function toldAfterGuess(files: Readonly<Record<string, string>>, role: Role) {
  const { as, folder } = await linkedCase(files)
  const path = join(folder, 'guess.csv')
  writeFileSync(path, guess)
  await as('hub').sources.import({ sources: [{ path }], kind: 'custody' })
  const { seconds: _, ...washed } = await as(role).people.wash({})
  const verified = await as(role).sources.verify({})
  const described = await as(role).case.describe({})
  return { washed, tables: verified.tables, counts: described?.counts }
}

test('police who load a guessed person are told the same of people whether or not treatment knows him', async () => {
  const known = await toldAfterGuess(sources, 'police')
  const otherTreatment = sources.treatment!.replace('Nobody,Else,1990-07-08', 'Another,Person,1961-02-03')
  expect(await toldAfterGuess({ ...sources, treatment: otherTreatment }, 'police')).toEqual(known)
  expect(known.washed).toMatchObject({ records: 4, persons: 4 })
  const rowsOf = (name: string) => known.tables.find((table) => table.name === name)?.rows
  expect([rowsOf('record'), rowsOf('person'), rowsOf('person_seen')]).toEqual([4, 4, null])
})

test('the hub is told how many people the whole case has', async () => {
  const { washed, tables } = await toldAfterGuess(sources, 'hub')
  expect(washed).toMatchObject({ records: 7, persons: 3 })
  expect(tables.every(({ rows }) => rows !== null)).toBe(true)
})

const sameName = (id: string) => `${id},Milo,Tresco,1979-09-09`
const threeOfOneName: Readonly<Record<string, string>> = {
  custody: `Custody record,Forename,Surname,Date of birth,Arrest date,Offence
${sameName('CU-3')},2026-01-05,Theft
${sameName('CU-4')},2026-01-09,Theft
`,
  treatment: `Episode id,Client id,Forename,Surname,Date of birth,Triaged,Discharged,Primary drug
EP-4,${sameName('CL-4')},2026-01-10,,heroin
`,
}

/** The keys of the records in the order in which they were loaded. */
async function recordKeys(as: (role: Role) => Asking) {
  const { arrow } = await as('hub').query.select({ sql: 'select record_key from record order by record_id' })
  return tableFromIPC(new Uint8Array(await arrow.arrayBuffer()))
    .toArray()
    .map(({ record_key }) => String(record_key))
}

test('a link that only a hidden record undoes stands for police', async () => {
  const { as } = await linkedCase(threeOfOneName)
  const linksOf = async (role: Role) => {
    const { person } = (await as(role).people.records({})).find(({ recordId }) => recordId === 'CU-3')!
    const { links } = await as(role).people.detail({ person })
    return links.map(({ left, right }) => [left, right].sort().join('~')).sort()
  }
  expect(await linksOf('hub')).toContain('CU-3~CU-4')
  const [third, fourth, hidden] = await recordKeys(as)
  await as('hub').people.decide({ pairKey: [third, hidden].sort().join('~'), decision: 'same' })
  await as('hub').people.decide({ pairKey: [fourth, hidden].sort().join('~'), decision: 'different' })
  await as('hub').people.wash({})
  expect(await linksOf('hub')).toEqual(['CU-3~EP-4'])
  expect(await linksOf('police')).toEqual(['CU-3~CU-4'])
})

test('the days of a case without calls are those of what the role sees', async () => {
  const late = sources.treatment!.replace('2026-02-19', '2026-06-30')
  const { as } = await linkedCase({ ...sources, treatment: late })
  const lastDay = async (role: Role) => (await as(role).case.describe({}))?.days?.to
  expect([await lastDay('hub'), await lastDay('police')]).toEqual(['2026-06-30', '2026-01-20'])
  expect([await lastDay('lead'), await lastDay('reader')]).toEqual(['2026-01-20', '2026-01-20'])
  const counts = (await as('reader').case.describe({}))?.counts
  expect([counts?.records, counts?.persons, counts?.forReview]).toEqual([0, 0, 0])
})

test('police do not describe a file that they may not read', async () => {
  const { as } = await linkedCase()
  const files = await as('hub').sources.list({})
  const { fileId } = files.find(({ kind }) => kind === 'treatment')!
  const provenance = { basis: 'invented', controller: 'Police' }
  await expect(as('police').sources.describe({ fileId, provenance })).rejects.toMatchObject({
    code: 'ROLE_FORBIDDEN',
  })
  expect((await as('hub').sources.list({})).find((file) => file.fileId === fileId)).toEqual(
    files.find((file) => file.fileId === fileId),
  )
})
