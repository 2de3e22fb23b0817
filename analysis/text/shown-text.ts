const unseen = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu

const marked = (sign: string) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`

/**
 * Text from a file as it may be shown: signs that turn the reading direction, move a terminal's cursor or are seen by nobody stand as `[U+202E]`, so
 * that `exe.\u202Egnp` cannot pass for a picture. Line ends and tabs stay where `keepsLines` says so.
 */
export const shownText = (text: string, keepsLines = false): string =>
  text.replaceAll(unseen, (sign) => (keepsLines && /[\t\r\n]/.test(sign) ? sign : marked(sign)))

/** The same JSON value with every such sign escaped: it means what it meant, and prints as what it is. */
export const shownJson = (json: string): string =>
  json.replaceAll(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
