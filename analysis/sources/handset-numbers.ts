function luhnDigit(digits: string): number {
  let sum = 0
  for (let index = digits.length - 1, doubles = true; index >= 0; index -= 1, doubles = !doubles) {
    const value = Number(digits[index]) * (doubles ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return (10 - (sum % 10)) % 10
}

/**
 * One writing for each handset: operators write 14 digits, 15 with the check digit or with 0 in its place, and 16 with a software
 * version (3GPP TS 23.003, 6.2). Null where it is no IMEI.
 */
export function canonicalImei(text: string): string | null {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length < 14 || digits.length > 16) return null
  const body = digits.slice(0, 14)
  return /^0+$/.test(body) ? null : `${body}${luhnDigit(body)}`
}

/** 14 or 15 digits, country first (3GPP TS 23.003, 2.2); null where it is no IMSI. */
export function canonicalImsi(text: string): string | null {
  const digits = text.replaceAll(/\D/g, '')
  return digits.length < 14 || digits.length > 15 || /^0+$/.test(digits) ? null : digits
}
