import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import type { ProfileTable } from '../../contract/index.ts'
import { cellWords, isColumnOfReasons, isShortTable } from './document-words.ts'

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const hair = { style: BorderStyle.SINGLE, size: 3, color: 'DCDFE4' }
const strong = { style: BorderStyle.SINGLE, size: 6, color: '14181F' }
const noLines = { top: none, bottom: none, left: none, right: none }
const margins = { top: 50, bottom: 50, left: 0, right: 100 }

interface CellLook {
  readonly isFigure: boolean
  readonly isBold?: boolean
  readonly isSmall?: boolean
  readonly isLast?: boolean
  readonly keepNext?: boolean
}

const cellOf = (
  text: string,
  { isFigure, isBold = false, isSmall = false, isLast = false, keepNext = false }: CellLook,
) =>
  new TableCell({
    borders: { ...noLines, bottom: isLast ? strong : hair },
    margins,
    children: [
      new Paragraph({
        keepNext,
        alignment: isFigure ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, bold: isBold, size: isSmall ? 15 : 17 })],
      }),
    ],
  })

/** A table of figures; its first row is repeated on each page, and short tables stay on one. */
export function tableOf(table: ProfileTable): Table {
  const reasons = table.columns.map((_, index) => isColumnOfReasons(table, index))
  const isWhole = isShortTable(table)
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...noLines, top: strong, insideHorizontal: hair, insideVertical: none },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [
          cellOf('', { isFigure: false, isLast: true, keepNext: true }),
          ...table.columns.map((name, index) =>
            cellOf(name, {
              isFigure: !reasons[index],
              isBold: true,
              isSmall: true,
              isLast: true,
              keepNext: true,
            }),
          ),
        ],
      }),
      ...table.rows.map((row, order) => {
        const isLast = order === table.rows.length - 1
        const look = { isBold: row.total, isLast, keepNext: isWhole && !isLast }
        return new TableRow({
          cantSplit: true,
          children: [
            cellOf(row.label, { ...look, isFigure: false }),
            ...row.cells.map((cell, index) =>
              cellOf(cellWords(cell), {
                ...look,
                isFigure: !reasons[index],
                isSmall: typeof cell !== 'number' && 'notComputable' in cell,
              }),
            ),
          ],
        })
      }),
    ],
  })
}

/** Names and what they stand for, without lines. */
export const keyedTable = (facts: readonly (readonly [string, string])[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [2600, 7377],
    borders: { ...noLines, insideHorizontal: none, insideVertical: none },
    rows: facts.map(
      ([name, words]) =>
        new TableRow({
          children: [name, words].map(
            (text, index) =>
              new TableCell({
                borders: noLines,
                margins,
                width: { size: index === 0 ? 2600 : 7377, type: WidthType.DXA },
                children: [
                  new Paragraph({
                    children: [new TextRun({ text, ...(index === 0 ? { color: '5F6773' } : {}) })],
                  }),
                ],
              }),
          ),
        }),
    ),
  })
