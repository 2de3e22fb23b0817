import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const run = (program: string, words: readonly string[], seconds: number) =>
  spawnSync(program, words, { encoding: 'utf8', timeout: seconds * 1000 })

type Found = { program: string } | { missing: string }

const pythonPackages = ['python-igraph==0.11.9', 'networkx==3.4.2']

/** A Python that has igraph and networkx: the machine's own, else one made in `folder` from PyPI. */
export function pythonWithGraphs(folder: string): Found {
  const own = ['python3', 'python'].find((name) => run(name, ['--version'], 20).status === 0)
  if (!own) return { missing: 'Python is not on this machine' }
  const imports = ['-c', 'import igraph, networkx']
  if (run(own, imports, 60).status === 0) return { program: own }
  if (process.env.HUBLINE_OFFLINE === '1')
    return { missing: 'Python has no igraph and networkx, and nothing is fetched (HUBLINE_OFFLINE)' }
  const place = join(folder, 'python')
  const program = join(place, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  run(own, ['-m', 'venv', place], 120)
  run(program, ['-m', 'pip', 'install', '--quiet', ...pythonPackages], 300)
  return run(program, imports, 60).status === 0
    ? { program }
    : { missing: 'Python has no igraph and networkx, and PyPI cannot be reached' }
}

/** R with the package spdep; nothing is fetched, because building it takes an hour and a compiler. */
export function rWithSpdep(): Found {
  if (run('Rscript', ['--version'], 20).status !== 0) return { missing: 'R is not on this machine' }
  return run('Rscript', ['-e', 'library(spdep)'], 120).status === 0
    ? { program: 'Rscript' }
    : { missing: 'R has no package spdep' }
}
