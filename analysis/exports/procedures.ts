import { createHash } from 'node:crypto'
import { caseOf, os } from '../engine/question.ts'
import { exportThrough } from './export-through.ts'
import { markedPng, markedSvg } from './marked-picture.ts'

const types = { png: 'image/png', svg: 'image/svg+xml;charset=utf-8' } as const

export const picturesProcedures = os.pictures.router({
  take: os.pictures.take.handler(async ({ context, input }) => {
    const from = { current: caseOf(context), session: context.holder.session }
    const drawn = new Uint8Array(await input.picture.arrayBuffer())
    const left = await exportThrough('identified', from, {
      question: 'pictures.take',
      what: `picture of the ${input.of} as ${input.format}`,
      make: ({ marking, origin }) =>
        input.format === 'svg'
          ? markedSvg(drawn, marking)
          : markedPng(drawn, [marking, ...origin, input.caption].join('. ')),
    })
    return {
      picture: new Blob([new Uint8Array(left)], { type: types[input.format] }),
      sha256: createHash('sha256').update(left).digest('hex'),
    }
  }),
})
