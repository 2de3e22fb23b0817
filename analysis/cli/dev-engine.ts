import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = import.meta.dirname

/** The packages that the built code imports; our own files may change before they are needed. */
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

/** Loads the newest build of the engine, and passes it the start message. */
process.once('message', async (message) => {
  await import(pathToFileURL(join(folder, 'engine-process.mjs')).href)
  process.off('disconnect', leave)
  process.emit('message', message, undefined)
})

for (const name of importedPackages()) await import(name).catch(() => undefined)
