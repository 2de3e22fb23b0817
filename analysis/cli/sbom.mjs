import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Electron is a development dependency here, but is part of every package. */
const shipsAlways = 'node_modules/electron'

const hashesOf = (integrity = '') =>
  integrity
    .split(' ')
    .filter((one) => /^sha(256|384|512)-/.test(one))
    .map((one) => {
      const [name = '', digest = ''] = one.split(/-(.*)/)
      return {
        alg: name.replace('sha', 'SHA-'),
        content: Buffer.from(digest, 'base64').toString('hex'),
      }
    })

/** A package for another system has no licence in the lock file: it belongs to the package that depends on it. */
function licenceFinder(packages) {
  const wholes = Object.values(packages).flatMap(({ license, optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}).map((name) => [name, license]),
  )
  const ofWhole = new Map(wholes)
  return (name, entry) => entry.license ?? ofWhole.get(name) ?? 'NOASSERTION'
}

const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Every package in the lock file that a built program may contain, in order of path. */
export function shippedPackages(projectFolder) {
  const { packages } = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8'))
  const licenceOf = licenceFinder(packages)
  return Object.entries(packages)
    .filter(([place, entry]) => place && (!entry.dev || place === shipsAlways))
    .map(([place, entry]) => ({
      place,
      name: nameOf(place),
      version: entry.version,
      license: licenceOf(nameOf(place), entry),
      hashes: hashesOf(entry.integrity),
    }))
    .sort((left, right) => (left.place < right.place ? -1 : 1))
}

const purlOf = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`

const licencesOf = (license) =>
  /[ ()]/.test(license)
    ? [{ expression: license.replace(/^\((.*)\)$/, '$1') }]
    : [{ license: { id: license } }]

/** A bill of materials (CycloneDX 1.5) that depends only on the lock file. */
export function billOfMaterials(projectFolder) {
  const { name, version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  const components = shippedPackages(projectFolder).map((one) => ({
    type: one.place === shipsAlways ? 'framework' : 'library',
    'bom-ref': `${purlOf(one)}#${one.place}`,
    name: one.name,
    version: one.version,
    purl: purlOf(one),
    ...(one.license === 'NOASSERTION' ? {} : { licenses: licencesOf(one.license) }),
    ...(one.hashes.length > 0 ? { hashes: one.hashes } : {}),
  }))
  const own = { name, version }
  const component = { type: 'application', 'bom-ref': purlOf(own), ...own, purl: purlOf(own) }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { ...component, licenses: licencesOf('Apache-2.0') } },
    components,
  }
}

const licenceText = (folder) => {
  try {
    return readdirSync(folder)
      .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8').trim())
      .join('\n\n')
  } catch {
    return null
  }
}

/** The licences of all installed and shipped packages, each text once, with the names of its packages. */
export function licencesText(projectFolder) {
  const byText = new Map()
  for (const { place, name, version, license } of shippedPackages(projectFolder)) {
    const text = licenceText(join(projectFolder, place))
    if (text === null) continue
    const shown = text || `No text is in the package; it names the licence ${license}.`
    byText.set(shown, [...(byText.get(shown) ?? []), `${name} ${version} (${license})`])
  }
  return [...byText]
    .map(([text, names]) => `${[...new Set(names)].join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

const projectOf = () => join(dirname(fileURLToPath(import.meta.url)), '../..')

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${JSON.stringify(billOfMaterials(projectOf()), null, 1)}\n`)
