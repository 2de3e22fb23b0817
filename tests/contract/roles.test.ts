import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { isContractProcedure } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import {
  contract,
  errorCodes,
  errorData,
  everyRole,
  type QuestionMeta,
  type Role,
} from '../../analysis/contract/index.ts'
import { testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Question {
  name: string
  meta: QuestionMeta
  errors: Record<string, { data?: unknown }>
}

function questionsOf(part: unknown, path: readonly string[] = []): Question[] {
  if (isContractProcedure(part)) {
    const { meta, errorMap } = part['~orpc']
    return [{ name: path.join('.'), meta: meta as QuestionMeta, errors: errorMap as Question['errors'] }]
  }
  return Object.entries(part as object).flatMap(([name, inner]) => questionsOf(inner, [...path, name]))
}

const questions = questionsOf(contract)

const engineWithoutCase = createEngine({ applicationFolder: join(tmpdir(), 'hubline-no-folder') })
const { router } = engineWithoutCase
await engineWithoutCase.close()

function answered(name: string): boolean {
  let part: unknown = router
  for (const step of name.split('.')) part = (part as Record<string, unknown> | undefined)?.[step]
  return part !== undefined
}

type Ask = (input: unknown) => Promise<unknown>

function asking(client: unknown, name: string): Ask {
  let part = client as Record<string, unknown>
  for (const step of name.split('.')) part = part[step] as Record<string, unknown>
  return part as unknown as Ask
}

const codeOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ANSWERED',
    (error: unknown) => (error instanceof ORPCError ? error.code : `BUG ${String(error)}`),
  )

describe('the contract', () => {
  it('has questions, and whole parts of them are answered', () => {
    expect(questions.length).toBeGreaterThan(30)
    const unanswered = questions.map(({ name }) => name).filter((name) => !answered(name))
    const parts = new Set(Object.keys(router))
    expect(unanswered.filter((name) => parts.has(name.split('.')[0]!))).toEqual([])
  })

  it.each(questions)(
    '$name names its roles and its action, and declares every error with its data',
    (question) => {
      expect(question.meta.roles.length).toBeGreaterThan(0)
      for (const role of question.meta.roles) expect(everyRole).toContain(role)
      expect(question.meta.action).toMatch(
        /^(none|collection|alteration|consultation|disclosure|combination|erasure|session)$/,
      )
      for (const code of errorCodes) expect(question.errors[code]?.data).toBe(errorData)
    },
  )

  it('keeps free queries and the log for the hub, and every disclosure from lead and reader but tables that the engine makes itself', () => {
    const rolesOf = (name: string) => questions.find((question) => question.name === name)?.meta.roles
    expect(rolesOf('query.select')).toEqual(['hub'])
    expect(rolesOf('log.entries')).toEqual(['hub'])
    const disclosing = (role: Role) =>
      questions.filter(({ meta }) => meta.action === 'disclosure' && meta.roles.includes(role))
    expect(disclosing('reader').map(({ name }) => name)).toEqual(['tables.released'])
    expect(disclosing('lead').map(({ name }) => name)).toEqual(['tables.released'])
  })
})

const table = questions
  .filter(({ name }) => answered(name))
  .flatMap(({ name, meta }) => everyRole.map((role) => ({ name, role, may: meta.roles.includes(role) })))

describe('the middleware', () => {
  it.each(table.filter(({ may }) => !may))(
    'refuses $name to $role before anything else',
    async ({ name, role }) => {
      const engine = createEngine({ applicationFolder: temporaryFolder() })
      const client = createRouterClient(engine.router, {
        context: engine.context({ session: { ...testSession, role: role as Role } }),
      })
      expect(await codeOf(asking(client, name)({}))).toBe('ROLE_FORBIDDEN')
      await engine.close()
    },
  )

  it.each(questions.filter(({ name, meta }) => meta.needsCase && answered(name)))(
    'asks for a case before it answers $name',
    async ({ name, meta }) => {
      const engine = createEngine({ applicationFolder: temporaryFolder() })
      const client = createRouterClient(engine.router, {
        context: engine.context({ session: { ...testSession, role: meta.roles[0]! } }),
      })
      expect(await codeOf(asking(client, name)({}))).toBe('CASE_NOT_OPEN')
      await engine.close()
    },
  )

  it('logs a refusal as one and an answer to its asker, with references but never a number or a statement', async () => {
    const folder = temporaryFolder()
    const engine = createEngine({ applicationFolder: folder })
    const client = createRouterClient(engine.router, { context: engine.context({ session: testSession }) })
    const reader = createRouterClient(engine.router, {
      context: engine.context({ session: { ...testSession, role: 'reader' } }),
    })
    await client.case.create({ name: 'c', path: join(folder, 'c.hubline') })
    await codeOf(reader.query.select({ sql: "select 'Zoe Quill'" }))
    await client.query.select({ sql: "select 'Zoe Quill'" })
    await codeOf(client.timeline.activity({ number: '+447700900123', grain: 'day' }))
    const { entries } = await client.log.entries({})
    expect(entries.map((entry) => entry.question)).toEqual([
      'log.entries',
      'timeline.activity',
      'query.select',
      'query.select',
    ])
    expect(entries.map((entry) => entry.action)).toEqual([
      'consultation',
      'consultation',
      'consultation',
      'refused',
    ])
    expect(JSON.stringify(entries)).not.toMatch(/Quill|900123/)
    expect(entries[2]?.subject).toMatch(/^statement [0-9a-f]{16}$/)
    expect(entries[1]?.subject).toBe('number')
    await engine.close()
  })
})
