import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { ProfileTable } from '../../contract/index.ts'
import { cellWords, isColumnOfReasons, isShortTable, isWideTable, widthsOf } from './document-words.ts'

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const hair = { style: BorderStyle.SINGLE, size: 3, color: 'DCDFE4' }
const strong = { style: BorderStyle.SINGLE, size: 6, color: '14181F' }
const noLines = { top: none, bottom: none, left: none, right: none }
const margins = { top: 50, bottom: 50, right: 0 }

/** The last rows of a long table, so many, are kept together on a page. */
const keptTogether = 3

interface CellStyle {
  readonly isFigure: boolean
  readonly isLabel?: boolean
  readonly isBold?: boolean
  readonly isSmall?: boolean
  readonly isLast?: boolean
  readonly keepNext?: boolean
}

const cellOf = (
  text: string,
  { isFigure, isLabel = false, isBold = false, isSmall = false, isLast = false, keepNext = false }: CellStyle,
) =>
  new TableCell({
    borders: { ...noLines, bottom: isLast ? strong : hair },
    margins: { ...margins, left: isLabel ? 0 : 120 },
    children: [
      new Paragraph({
        keepNext,
        alignment: isFigure ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, bold: isBold, size: isSmall ? 15 : 17 })],
      }),
    ],
  })

/** Of the text's width, in twentieths of a point; a narrow table is not drawn out until its figures are far from their labels. */
function columnWidthsOf(table: ProfileTable, textWidth: number): number[] {
  const shares = widthsOf(table)
  const sum = shares.reduce((one, other) => one + other, 0)
  const width = isWideTable(table) ? textWidth : textWidth * 0.6
  return shares.map((share) => Math.floor((width * share) / sum))
}

/** A table of figures; its first row is repeated on each page, and short tables stay on one, with their notes. */
export function tableOf(table: ProfileTable, textWidth: number): Table {
  const columnWidths = columnWidthsOf(table, textWidth)
  const reasons = table.columns.map((_, index) => isColumnOfReasons(table, index))
  const isWhole = isShortTable(table)
  return new Table({
    width: { size: columnWidths.reduce((one, other) => one + other, 0), type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: true, noHBand: true, noVBand: true },
    borders: { ...noLines, top: strong, insideHorizontal: hair, insideVertical: none },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [
          cellOf('', { isFigure: false, isLabel: true, isLast: true, keepNext: true }),
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
        const look = {
          isBold: row.total,
          isLast,
          keepNext: isWhole || order >= table.rows.length - keptTogether,
        }
        return new TableRow({
          cantSplit: true,
          children: [
            cellOf(row.label, { ...look, isFigure: false, isLabel: true }),
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
