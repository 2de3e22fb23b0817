import { writeFile } from 'node:fs/promises'
import { writeXlsx } from 'hucre/xlsx'

const fixed = new Date('2026-06-03T00:00:00Z')
const rows = [
  ['A Number', 'B Number', 'Start Time UTC', 'Duration (s)'],
  ['07700900101', '07700900100', '2026-06-01 10:03:10', 20],
  ['07700900102', '07700900100', '2026-06-01 10:04:10', null],
]
const cells = new Map([
  ['2,3', { formula: 'D2+5', formulaResult: 25 }],
  ['3,0', { value: '=HYPERLINK("x")' }],
])
const bytes = await writeXlsx({
  properties: { creator: 'SYNTHETIC', created: fixed, modified: fixed },
  sheets: [{ name: 'Calls', rows, cells }],
})
await writeFile(new URL('./formulas.xlsx', import.meta.url), bytes)
