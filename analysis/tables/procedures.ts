import { createHash } from 'node:crypto'
import { type Session, type TableCell, windowTable } from '../contract/index.ts'
import { caseOf, os } from '../engine/question.ts'
import { exportThrough, type Mark } from '../exports/export-through.ts'
import type { TableContent } from '../exports/identifying.ts'
import { clipboardText, csvText, workbookOf } from '../exports/marked-table.ts'
import { inTurn } from '../profile/register.ts'
import { releasedRows } from './released-tables.ts'

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Destination {
  readonly to: 'clipboard' | 'file'
  readonly format: 'csv' | 'xlsx'
}

interface CopiedTable {
  text: string
  rows: number
  workbook?: Blob
}

/** The table with its heading, as text or as the bytes of a workbook. */
function written(table: TableContent, head: readonly string[], { to, format }: Destination) {
  if (to === 'clipboard') return clipboardText(table, head)
  return format === 'csv' ? csvText(table, head) : workbookOf(table, head)
}

const headOf = ({ marking, origin }: Mark, title: string): string[] => [marking, title, ...origin]

function answerOf(left: string | Uint8Array, rows: readonly (readonly TableCell[])[]): CopiedTable {
  if (typeof left === 'string') return { text: left, rows: rows.length }
  return { text: '', rows: rows.length, workbook: new Blob([new Uint8Array(left)], { type: workbookType }) }
}

/** The log's name for a window's table: never its title, which may name a person. */
const nameOf = (table: string | undefined): string =>
  windowTable.options.find((known) => known === table) ?? 'without a name'

const formOf = ({ to, format }: Destination): string =>
  to === 'clipboard' ? 'on the clipboard' : `as ${format}`

export const tablesProcedures = os.tables.router({
  copy: os.tables.copy.handler(async ({ context, input }) => {
    const from: { current: ReturnType<typeof caseOf>; session: Session } = {
      current: caseOf(context),
      session: context.holder.session,
    }
    const left = await exportThrough('identified', from, {
      question: 'tables.copy',
      what: `table ${nameOf(input.table)} ${formOf(input)}`,
      table: input,
      make: (mark): string | Promise<string | Uint8Array> => written(input, headOf(mark, input.title), input),
    })
    return answerOf(left, input.rows)
  }),
  released: os.tables.released.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Table', signal, (progress) => {
      const current = caseOf(context)
      const releasing = { current, session: context.holder.session, keeper: context.engine.knownReleases }
      const takeOut = async () => {
        const table = await releasedRows(releasing, input.of, progress)
        const left = await exportThrough('anonymised', releasing, {
          question: 'tables.released',
          what: `table of ${input.of.table} ${formOf(input)}`,
          table,
          policy: table.policy,
          make: async (mark): Promise<string | Uint8Array> => {
            const made = await written(table, headOf(mark, table.title), input)
            await table.register?.(createHash('sha256').update(made).digest('hex'))
            return made
          },
        })
        return answerOf(left, table.rows)
      }
      return input.of.table === 'profile' ? inTurn(current, progress, takeOut) : takeOut()
    }),
  ),
})
