/** One piece of work, done in its own process so that its peak memory can be measured. */
export type BenchWork =
  | { work: 'write-calls' | 'write-people'; path: string; rows: number }
  | { work: 'import'; casePath: string; path: string; kind: 'calls' | 'people' }
  | { work: 'import-yardstick'; databasePath: string; path: string }
  | { work: 'import-folder'; casePath: string; folder: string }
  | { work: 'wash' | 'wash-yardstick' | 'lines' | 'first-view'; casePath: string }
  | { work: 'brush' | 'linked'; casePath: string; questions: number }
  | { work: 'profile'; casePath: string; folder: string }

export interface BenchResult {
  seconds: number
  /** The largest resident memory of the process, in bytes. */
  peakBytes: number
  /** Milliseconds of each question, where the work asks several. */
  questionMilliseconds?: number[]
  /** The same by question, where several kinds are asked. */
  byQuestion?: Record<string, number[]>
}
