import type { Random } from './random.ts'

/**
 * Numbers that belong to nobody: the Ofcom drama ranges, and the mobile blocks 077009 and 077004 to 077006, which
 * libphonenumber-js 1.13.16 metadata shows as unallocated (neither GB nor the Crown dependencies).
 */
const mobileBlocks = ['77009', '77004', '77005', '77006'] as const
const landlineBlocks = ['1632960', '2079460', '1614960', '1514960', '1214960'] as const

export const syntheticNumber =
  /^\+44(?:7700[4569]\d{5}|1632960\d{3}|2079460\d{3}|1614960\d{3}|1514960\d{3}|1214960\d{3})$/

type NumberPool = {
  mobile: (random: Random) => string
  landline: (random: Random) => string
}

export function numberPool(): NumberPool {
  const used = new Set<string>()
  const draw = (random: Random, blocks: readonly string[], digits: number): string => {
    for (;;) {
      const tail = String(random.integer(0, 10 ** digits - 1)).padStart(digits, '0')
      const text = `+44${random.pick(blocks)}${tail}`
      if (!used.has(text)) {
        used.add(text)
        return text
      }
    }
  }
  return {
    mobile: (random) => draw(random, mobileBlocks, 5),
    landline: (random) => draw(random, landlineBlocks, 3),
  }
}

function luhnDigit(digits: string): string {
  let sum = 0
  for (let index = digits.length - 1, double = true; index >= 0; index -= 1, double = !double) {
    let value = Number(digits[index])
    if (double) {
      value *= 2
      if (value > 9) value -= 9
    }
    sum += value
  }
  return String((10 - (sum % 10)) % 10)
}

/** Reporting body 00 marks a test handset, so no IMEI here is a real one. */
export function imeiNumber(random: Random): string {
  const body = `0049990${random.integer(0, 9)}${String(random.integer(0, 999999)).padStart(6, '0')}`
  return body + luhnDigit(body)
}

export function imsiNumber(random: Random, networkCode: string): string {
  return `234${networkCode}${String(random.integer(0, 9999999999)).padStart(10, '0')}`
}

export function iccidNumber(random: Random): string {
  const body = `894499${String(random.integer(0, 999999999999)).padStart(12, '0')}`
  return body + luhnDigit(body)
}
