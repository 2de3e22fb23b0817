import { useMutation } from '@tanstack/react-query'
import type { ReleasedTable } from '../../analysis/contract/index.ts'
import { useAnnouncement } from '../state/announcement.ts'
import { plural } from '../text/numbers.ts'
import { sayFailure } from './actions.ts'
import type { Cell } from './arrow.ts'
import { useEngine } from './engine-context.ts'

export type Destination = 'clipboard' | 'csv' | 'xlsx'

/** A table as the window shows it. The engine decides whether it may be exported. */
export interface ExportedTable {
  /** The table's id, for the log. */
  readonly table: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const notInNames = /[\\/:*?"<>|\s]+/g

/** A file's name from a table's title, good on every system. */
const fileNameOf = (title: string, format: 'csv' | 'xlsx'): string =>
  `${title.replaceAll(notInNames, ' ').trim().slice(0, 80) || 'Table'}.${format}`

type ExportTarget = { readonly to: 'clipboard' } | { readonly to: 'file'; readonly format: 'csv' | 'xlsx' }

const targetOf = (to: Destination): ExportTarget => (to === 'clipboard' ? { to } : { to: 'file', format: to })

/** Copies or saves a table through the engine, which decides what may be exported, marks it and logs it. */
export const useTableExport = () => {
  const engine = useEngine()
  const { mutate } = useMutation({
    mutationFn: async (input: {
      readonly title: string
      readonly to: Destination
      readonly ask: (target: ExportTarget) => ReturnType<typeof engine.tables.released>
    }) => {
      const { text, rows, workbook } = await input.ask(targetOf(input.to))
      if (input.to === 'clipboard') await navigator.clipboard.writeText(text)
      else if (workbook) saveBlob(fileNameOf(input.title, 'xlsx'), workbook)
      else saveText(fileNameOf(input.title, 'csv'), text)
      return rows
    },
    onError: sayFailure,
    onSuccess: (rows, { to }) =>
      useAnnouncement
        .getState()
        .say(`${plural(rows, 'row')} ${to === 'clipboard' ? 'copied' : 'saved'}; the log says so.`),
  })
  return {
    /** A table as the window shows it. */
    exportTable: ({ table, title, columns, rows }: ExportedTable, to: Destination) =>
      mutate({
        title,
        to,
        ask: (target) =>
          engine.tables.copy({
            table,
            title: title.slice(0, 200),
            columns: [...columns],
            rows: rows.map((row) => [...row]),
            ...target,
          }),
      }),
    /** A table that may be released to anybody, made again by the engine. */
    exportReleased: (of: ReleasedTable, title: string, to: Destination) =>
      mutate({ title, to, ask: (target) => engine.tables.released({ of, ...target }) }),
  }
}

export const saveText = (name: string, text: string, type = 'text/csv;charset=utf-8'): void =>
  saveBlob(name, new Blob([text], { type }))

export const saveBlob = (name: string, blob: Blob): void => {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
