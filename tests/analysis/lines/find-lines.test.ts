import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { evaluateLines, type FoundRole, type LineEvaluation } from '../../../analysis/cli/evaluate-lines.ts'
import type { Line } from '../../../analysis/contract/index.ts'
import { generateCounty } from '../../../sample-data/generate/index.ts'

const session = { person: 'Test', role: 'hub', purpose: 'testing', purposeStated: true } as const
let folder = ''

async function linesOf(name: string, source: string): Promise<{ lines: Line[]; roles: FoundRole[] }> {
  const engine = createEngine({ applicationFolder: join(folder, `${name}-application`) })
  try {
    await engine.create(
      join(folder, `${name}.hubline`),
      { name, policy: 'open', marking: 'OFFICIAL-SENSITIVE' },
      session,
    )
    const client = createRouterClient(engine.router, { context: engine.context({ session }) })
    await client.sources.import({ sources: [{ path: source }] })
    await client.lines.find({})
    const { lines } = await client.lines.candidates({})
    const roles: FoundRole[] = []
    for (const line of lines.filter((one) => one.accepted)) {
      const detail = await client.lines.detail({ lineId: line.line })
      for (const { number, role } of detail.roles) roles.push({ line: line.line, number, role })
    }
    return { lines, roles }
  } finally {
    await engine.close()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubline-lines-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the small case', () => {
  let lines: Line[] = []

  beforeAll(async () => {
    lines = (await linesOf('small', resolve('sample-data/small'))).lines
  })

  test('its one line is found, with both its numbers, and nothing else is', () => {
    const accepted = lines.filter((line) => line.accepted)
    expect(accepted.map((line) => line.numbers)).toEqual([['+447700900100', '+447700900200']])
  })

  test('its five customers are found, and neither callers of the taxi firm nor patients', () => {
    const customers = lines[0]?.customers.map(({ number }) => number).sort()
    expect(customers).toEqual([101, 102, 103, 104, 105].map((ending) => `+447700900${ending}`))
  })

  test('the weights shown add up to the score', () => {
    for (const line of lines) {
      const logOdds = line.reasons.reduce((sum, reason) => sum + reason.weight, line.prior)
      expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(line.score, 6)
    }
  })
})

describe('a generated county with look-alikes', () => {
  let lines: Line[] = []
  let evaluation: LineEvaluation

  beforeAll(async () => {
    const county = join(folder, 'county')
    await generateCounty({ seed: 5, size: 'small', outDirectory: county })
    const found = await linesOf('county', county)
    lines = found.lines
    evaluation = await evaluateLines(lines, join(county, 'truth'), found.roles)
  })

  test('lines are found, and look-alikes are not', () => {
    expect(evaluation.lines.precision).toBeGreaterThanOrEqual(0.92)
    expect(evaluation.lines.recall).toBeGreaterThanOrEqual(0.85)
    expect(evaluation.lines.lookAlikesAccepted).toBe(0)
    expect(evaluation.lines.split).toBeLessThanOrEqual(1)
  })

  test('customers, changes of number and roles are found', () => {
    expect(evaluation.customers.precision).toBeGreaterThanOrEqual(0.95)
    expect(evaluation.customers.recall).toBeGreaterThanOrEqual(0.9)
    expect(evaluation.succession.precision).toBeGreaterThanOrEqual(0.85)
    expect(evaluation.succession.recall).toBeGreaterThanOrEqual(0.5)
    expect(evaluation.roles.runner?.recall).toBeGreaterThanOrEqual(0.8)
    expect(evaluation.roles.upstream?.precision).toBeGreaterThanOrEqual(0.9)
  })

  test('every look-alike among the candidates has a reason against it', () => {
    const passedOver = lines.filter((line) => !line.accepted)
    expect(passedOver.length).toBeGreaterThan(20)
    for (const line of passedOver.filter((one) => one.score < 0.02))
      expect(line.reasons.some((reason) => reason.weight < 0)).toBe(true)
  })

  test('the weights shown add up to the score', () => {
    for (const line of lines) {
      const logOdds = line.reasons.reduce((sum, reason) => sum + reason.weight, line.prior)
      expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(line.score, 6)
    }
  })

  test('areas are named, never given as an area code or a postcode', () => {
    const areas = lines.flatMap((line) => (line.exporterArea === null ? [] : [line.exporterArea]))
    expect(areas.length).toBeGreaterThan(0)
    for (const area of areas) expect(area).not.toMatch(/^[A-Z]\d{8}$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/)
  })
})
