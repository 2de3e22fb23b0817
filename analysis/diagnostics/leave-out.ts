import { homedir, hostname, userInfo } from 'node:os'
import { basename, dirname } from 'node:path'

const shortestWord = 2
const shortestAnywhere = 4
const gap = '[left out]'

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Names of this machine and its user. */
export function namesOfMachine(): string[] {
  const user = (() => {
    try {
      return userInfo().username
    } catch {
      return ''
    }
  })()
  const home = homedir()
  const host = hostname()
  return [
    home,
    basename(home),
    user,
    host,
    host.split('.')[0] ?? '',
    process.env.USER ?? '',
    process.env.LOGNAME ?? '',
  ]
}

const stem = (name: string): string => name.replace(/\.[^.]*$/, '')

export const namesOfFile = (name: string): string[] => [name, basename(name), stem(basename(name))]

/** A case's name, file and folders, which a bundle must not contain. */
export const namesOfCase = (name: string, path: string): string[] => [
  name,
  path,
  dirname(path),
  ...namesOfFile(path),
]

/** Removes all names from a text, ignoring case; short names only as whole words. */
export function leaveOut(text: string, names: readonly string[]): { text: string; leftOut: number } {
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name.length >= shortestWord))]
    .sort((left, right) => right.length - left.length)
    .map((name) =>
      name.length >= shortestAnywhere
        ? escaped(name)
        : `(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`,
    )
  if (wanted.length === 0) return { text, leftOut: 0 }
  let leftOut = 0
  const clean = text.replaceAll(new RegExp(wanted.join('|'), 'giu'), () => {
    leftOut += 1
    return gap
  })
  return { text: clean, leftOut }
}
