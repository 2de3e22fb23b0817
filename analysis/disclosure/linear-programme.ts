import type { Highs, Model } from 'highs'
import loadHighs from 'highs'
import type { SystemRow } from './attack-sums.ts'

let loading: Promise<Highs> | undefined

/** The solver, loaded once (WebAssembly, about 0.2 s). */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs()
  return loading
}

export type Solution =
  | { state: 'optimal'; values: Float64Array; objective: number }
  | { state: 'infeasible' }
  | { state: 'unbounded' }
  | { state: 'unknown' }

type LinearProgramme = {
  setBounds(column: number, lower: number, upper: number): void
  setRow(row: number, lower: number, upper: number): void
  /** Minimises the weighted columns; all others weigh nothing. */
  minimise(weights: ReadonlyMap<number, number>, whole?: boolean): Solution
  /** How many programmes were solved so far. */
  solved(): number
  dispose(): void
}

/** Seconds for one integer programme; beyond it the answer is "unknown", which counts as unprotected. */
const wholeNumberSeconds = 5

/**
 * One model kept in the solver, of which only bounds and weights change, so that each solve starts from
 * the last basis. Bounds may be infinite.
 */
export function createLinearProgramme(
  highs: Highs,
  columnCount: number,
  rows: readonly SystemRow[],
  lower: Float64Array,
  upper: Float64Array,
): LinearProgramme {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, index) => {
    starts[index + 1] = starts[index]! + row.columns.length
  })
  const model: Model = highs.createModel({
    numCols: columnCount,
    numRows: rows.length,
    colCost: new Float64Array(columnCount),
    colLower: lower,
    colUpper: upper,
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columnCount,
      starts,
      indices: Int32Array.from(rows.flatMap((row) => row.columns)),
      values: Float64Array.from(rows.flatMap((row) => row.factors)),
    },
  })
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0, random_seed: 1 })
  const { modelStatus, variableType } = highs.constants
  const everyColumn = { kind: 'range' as const, from: 0, to: columnCount - 1 }
  let weighted: number[] = []
  let count = 0
  let isWhole = false
  const setWhole = (whole: boolean) => {
    if (whole === isWhole) return
    const type = whole ? variableType.integer : variableType.continuous
    model.changeColsIntegrality(everyColumn, new Int32Array(columnCount).fill(type))
    model.options.set({
      time_limit: whole ? model.getRunTime() + wholeNumberSeconds : 1e9,
    })
    isWhole = whole
  }
  return {
    setBounds: (column, low, high) => void model.changeColBounds(column, low, high),
    setRow: (row, low, high) => void model.changeRowBounds(row, low, high),
    solved: () => count,
    dispose: () => model.dispose(),
    minimise(weights, whole = false) {
      for (const column of weighted) if (!weights.has(column)) model.changeColCost(column, 0)
      for (const [column, weight] of weights) model.changeColCost(column, weight)
      weighted = [...weights.keys()]
      setWhole(whole)
      count++
      try {
        model.run()
      } catch {
        return { state: 'unknown' }
      } finally {
        if (whole) setWhole(false)
      }
      const status = model.getModelStatus()
      if (status === modelStatus.optimal) {
        const values = model.getSolution().colValue
        return { state: 'optimal', values, objective: model.getObjectiveValue() }
      }
      if (status === modelStatus.infeasible) return { state: 'infeasible' }
      if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible) {
        return { state: 'unbounded' }
      }
      return { state: 'unknown' }
    },
  }
}
