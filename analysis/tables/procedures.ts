import type { OpenCase } from '../case/open-case.ts'
import type { Session } from '../contract/index.ts'
import { caseOf, os } from '../engine/question.ts'
import {
  type CopiedRows,
  clipboardText,
  csvText,
  refuseIdentities,
  workbookOf,
} from '../exports/marked-table.ts'
import { releasedRows } from './released-tables.ts'

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Leaving {
  readonly to: 'clipboard' | 'file'
  readonly format: 'csv' | 'xlsx'
}

/** The marking, what it is, from which case, taken out by which role on which day. */
async function headOf(current: OpenCase, title: string, { role }: Session): Promise<string[]> {
  const { marking, name, synthetic } = await current.meta()
  return [
    marking ?? 'OFFICIAL-SENSITIVE',
    title,
    `case ${name ?? 'without a name'}${synthetic === 'true' ? ', synthetic data' : ''}`,
    `taken out as ${role} on ${new Date().toISOString().slice(0, 10)}`,
  ]
}

async function leave(table: CopiedRows, head: readonly string[], { to, format }: Leaving) {
  const rows = table.rows.length
  if (to === 'clipboard') return { text: clipboardText(table, head), rows }
  if (format === 'csv') return { text: csvText(table, head), rows }
  const bytes = new Uint8Array(await workbookOf(table, head))
  return { text: '', rows, workbook: new Blob([bytes], { type: workbookType }) }
}

export const tablesProcedures = os.tables.router({
  copy: os.tables.copy.handler(async ({ context, input }) => {
    const { session } = context.holder
    refuseIdentities(input.columns, session.role)
    return leave(input, await headOf(caseOf(context), input.title, session), input)
  }),
  released: os.tables.released.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Table', signal, async (progress) => {
      const current = caseOf(context)
      const { session } = context.holder
      const table = await releasedRows(current, input.of, session.role, progress)
      return leave(table, await headOf(current, table.title, session), input)
    }),
  ),
})
