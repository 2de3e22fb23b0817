import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { mutantsByReader, tryMutants } from './run-mutants.ts'

const perReader = 40

describe('mutants of real layouts: an accounting that adds up or an expected error, and the case stays whole', () => {
  it.each(Object.entries(mutantsByReader()))('%s', async (reader, mutants) => {
    const figures = await tryMutants(reader, mutants, perReader, 20_261, temporaryFolder())
    expect(figures.crashes).toEqual([])
    expect(figures.loaded + figures.refused).toBe(perReader)
    expect(figures.loaded).toBeGreaterThan(0)
    expect(figures.refused).toBeGreaterThan(0)
  })
})
