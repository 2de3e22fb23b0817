import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import type { Client } from '../../../analysis/cli/shell.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** One file of each kind with a row that loads, one that is set aside and one that is twice in it; no name or number is in two of them. */
const written: Record<string, { kind: string; text: string }> = {
  'episodes.csv': {
    kind: 'treatment',
    text: `Episode id,Client id,Forename,Surname,Date of birth,Telephone,Area,Triaged,Discharged,Primary drug
EP-771,CL-771,Zorabel,Plantagen,1984-03-02,07700900771,Quillmere,2026-01-10,,heroin
EP-771,CL-771,Zorabel,Plantagen,1984-03-02,07700900771,Quillmere,2026-01-10,,heroin
EP-772,CL-772,Quorin,Asidewell,1985-04-03,07700900772,Quillmere,no date,,crack
EP-773,CL-773,Harmon,Bothwell,1979-05-04,07700900773,Quillmere,2026-01-11,,heroin
`,
  },
  'clients.csv': {
    kind: 'programme',
    text: `Client reference,Forename,Surname,Date of birth,Telephone,Joined,Left,Programme
PR-774,Ulfmar,Wyndlesham,1990-07-08,07700900774,2026-01-12,,ADDER
PR-774,Ulfmar,Wyndlesham,1990-07-08,07700900774,2026-01-12,,ADDER
PR-775,Ysolde,Ashgrove,1991-08-09,07700900775,no date,,ADDER
`,
  },
  'custody.csv': {
    kind: 'custody',
    text: `Custody record,Forename,Surname,Date of birth,Telephone,Arrest date,Offence
CU-1,Copperfield,Custodian,1970-01-02,07700900661,2026-01-05,Theft
CU-1,Copperfield,Custodian,1970-01-02,07700900661,2026-01-05,Theft
CU-2,Barnaby,Notadate,1971-01-02,07700900662,no date,Theft
`,
  },
  'harm.csv': {
    kind: 'harm',
    text: `Incident id,Forename,Surname,Date of birth,Date,Type
HA-1,Harmon,Bothwell,1979-05-04,2026-01-20,Non-fatal overdose
`,
  },
}

/** What only treatment and programme files say. */
export const planted =
  /Zorabel|Plantagen|Quorin|Asidewell|Ulfmar|Wyndlesham|Ysolde|Ashgrove|Quillmere|(EP|CL|PR)-77|90077[1-5]/

/** What only police files say. */
export const ofPolice = /Custodian|Notadate/

export interface PlantedCase {
  readonly folder: string
  readonly opened: OpenCase
  readonly files: ReadonlyMap<string, number>
  as(role: Role): Client
}

/** A case of its own with these files loaded and people washed. */
export async function plantedCase(): Promise<PlantedCase> {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  const session = (role: Role) => ({ person: 'a tester', role, purpose: 'test', purposeStated: true })
  const opened = await engine.create(
    join(folder, 'planted.hubline'),
    { name: 'planted', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  const as = (role: Role) => askEngine(engine, session(role))
  const files = new Map<string, number>()
  for (const [name, { kind, text }] of Object.entries(written)) {
    writeFileSync(join(folder, name), text)
    const [result] = await as('hub').sources.import({
      sources: [{ path: join(folder, name) }],
      kind: kind as 'treatment',
    })
    if (!result?.fileId) throw new Error(`${name}: ${JSON.stringify(result)}`)
    files.set(kind, result.fileId)
  }
  await as('hub').people.wash({})
  return { folder, opened, files, as }
}

/** All that an answer says, the cells of its tables too. */
export async function textOf(answer: unknown): Promise<string> {
  const { arrow } = (answer ?? {}) as { arrow?: Blob }
  if (!arrow) return JSON.stringify(answer)
  const rows = tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).toArray()
  return JSON.stringify(
    rows.map((row) => row.toJSON()),
    (_, value) => (typeof value === 'bigint' ? Number(value) : value),
  )
}

/** The code of a refusal, or all that was answered. */
export const saidTo = (asked: Promise<unknown>): Promise<string> =>
  asked.then(textOf, (error: { code?: string }) => error.code ?? `BUG ${String(error)}`)
