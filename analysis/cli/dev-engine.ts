import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = import.meta.dirname

/** The packages that what is built here imports; those of ours may change before they are wanted. */
function importedPackages(): Set<string> {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/ from "([^."/][^"]*)"/g)].map(([, name]) => name!)),
  )
}

const leave = () => process.exit()
process.once('disconnect', leave)

/** Becomes the engine that was built last, and hands it the message that says so. */
process.once('message', async (message) => {
  await import(pathToFileURL(join(folder, 'engine-process.mjs')).href)
  process.off('disconnect', leave)
  process.emit('message', message, undefined)
})

for (const name of importedPackages()) await import(name).catch(() => undefined)
