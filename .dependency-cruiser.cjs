const base = ['contract', 'platform', 'case', 'kinds', 'visibility']
const feature = [...base, 'engine']

/** What each room of `analysis/` may import beside itself: everything else is refused. */
const analysisMayImport = {
  kinds: [],
  text: [],
  contract: ['kinds'],
  drawing: ['contract'],
  platform: ['contract'],
  case: ['contract', 'platform', 'kinds'],
  visibility: ['contract', 'platform', 'kinds', 'case'],
  engine: base,
  disclosure: base,
  exports: [...feature, 'disclosure'],
  cohorts: [...feature, 'disclosure'],
  sources: [...feature, 'text'],
  linkage: [...feature, 'cohorts'],
  lines: feature,
  network: [...feature, 'exports'],
  journeys: [...feature, 'cohorts', 'disclosure'],
  places: [...feature, 'disclosure'],
  profile: [...feature, 'disclosure', 'drawing', 'exports'],
  tables: [...feature, 'exports', 'journeys', 'places', 'profile'],
  backup: [...feature, 'exports'],
  diagnostics: [...feature, 'disclosure', 'exports', 'profile'],
}
const features = [
  ...['disclosure', 'exports', 'cohorts', 'sources', 'linkage', 'lines', 'network', 'journeys', 'places'],
  ...['profile', 'tables', 'backup', 'diagnostics'],
]
const rooms = Object.keys(analysisMayImport)
const anyOf = (names) => `(${names.join('|')})`

const importsOnly = (room, allowed) => ({
  name: `${room.replaceAll('/', '-')}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: '^(analysis|renderer|electron|sample-data|tests)/',
    pathNot: `^${anyOf([room, ...allowed])}(/|$)`,
  },
})

const analysisRules = Object.entries(analysisMayImport).map(([room, allowed]) =>
  importsOnly(
    `analysis/${room}`,
    allowed.map((other) => `analysis/${other}`),
  ),
)

/** The top of the house: what puts the rooms together, and what serves them. */
const topMayImport = {
  app: [...rooms.map((room) => `analysis/${room}`), 'sample-data/generate'],
  server: [
    'analysis/app',
    'analysis/contract',
    'analysis/diagnostics',
    'analysis/engine',
    'analysis/platform',
    'analysis/text',
  ],
  bench: ['analysis/app', 'analysis/case', 'analysis/contract', 'analysis/visibility', 'analysis/linkage'],
  cli: [
    ...[
      'app',
      'bench',
      'contract',
      'disclosure',
      'engine',
      'kinds',
      'platform',
      'profile',
      'server',
      'sources',
      'linkage',
      'text',
    ].map((room) => `analysis/${room}`),
    'sample-data/generate',
  ],
}
const topRules = Object.entries(topMayImport).map(([room, allowed]) =>
  importsOnly(`analysis/${room}`, allowed),
)

/** What every room may ask of the case: its store, what statements are written with, and what it answers of itself. */
const seam = [
  'next-ids',
  'queries-case',
  'queries-districts',
  'rows',
  'sql',
  'store',
  'store-errors',
  'totals',
]
/** What single rooms may ask beside it: how a case is copied, checked, registered and told of, and never the form in which it is kept. */
const besideTheSeam = {
  backup: ['case-files', 'case-path', 'copy-content', 'log-end', 'queries-register', 'taken-in-releases'],
  diagnostics: ['migrations/index', 'queries-model'],
  profile: ['queries-register', 'release-name', 'unfinished-releases'],
  sources: ['integrity', 'log-end', 'migrations/index', 'model-columns', 'taken-in-releases'],
}
const seamRules = rooms
  .filter((room) => room !== 'case')
  .flatMap((room) => {
    const own = [...seam, ...(besideTheSeam[room] ?? [])]
    return [
      {
        name: `${room}-asks-the-store-and-not-what-is-behind-it`,
        severity: 'error',
        from: { path: `^analysis/${room}/` },
        to: { path: '^analysis/case/', pathNot: `^analysis/case/${anyOf([...own, 'open-case'])}\\.ts$` },
      },
      {
        name: `${room}-opens-no-case`,
        severity: 'error',
        from: { path: `^analysis/${room}/` },
        to: { path: '^analysis/case/open-case', dependencyTypesNot: ['type-only'] },
      },
    ]
  })

/** What each room of `renderer` may import beside itself: views know neither each other nor the frame that holds them. */
const parts = ['contract', 'shown-text', 'text', 'state', 'engine', 'ui', 'commands']
const ofView = [...parts, 'frame/view\\.ts']
const rendererMayImport = {
  'map-data': [],
  text: ['contract', 'shown-text'],
  state: ['contract', 'text'],
  engine: ['contract', 'text', 'state'],
  ui: ['contract', 'shown-text', 'text', 'state', 'engine'],
  commands: ['state', 'ui'],
  copies: parts,
  frame: [...parts, 'copies'],
  'views/first': ofView,
  'views/sources': ofView,
  'views/people': ofView,
  'views/lines': ofView,
  'views/network': ofView,
  'views/map': [...ofView, 'map-data'],
  'views/journeys': ofView,
  'views/profile': [...ofView, 'drawing'],
  'views/audit': [...ofView, 'copies'],
}
const inAnalysis = { contract: 'contract', drawing: 'drawing', 'shown-text': 'text' }
const rendererRules = Object.entries(rendererMayImport).map(([room, allowed]) =>
  importsOnly(
    `renderer/${room}`,
    allowed.map((other) => (inAnalysis[other] ? `analysis/${inAnalysis[other]}` : `renderer/${other}`)),
  ),
)

const testsMayImport = {
  analysis: ['analysis', 'sample-data', 'tests/support', 'tests/analysis'],
  cli: ['analysis/(app|case|cli|contract|diagnostics)', 'tests/support'],
  contract: ['analysis', 'electron', 'renderer/engine', 'tests/support'],
  desktop: ['analysis/cli', 'tests/support'],
  durability: ['analysis', 'renderer/engine', 'tests/support'],
  e2e: ['analysis/(cli|disclosure|server)', 'renderer/state', 'sample-data', 'tests/(support|analysis)'],
  long: ['analysis', 'sample-data', 'tests/(support|analysis)'],
  project: ['analysis', 'tests/support'],
  renderer: ['analysis', 'renderer', 'tests/support'],
  'sample-data': ['sample-data', 'tests/support'],
  security: ['analysis', 'electron', 'tests/support'],
  support: ['analysis', 'electron', 'renderer/engine'],
}
const testRules = Object.entries(testsMayImport).map(([room, allowed]) =>
  importsOnly(`tests/${room}`, ['tests/[^/]+\\.mjs', ...allowed]),
)

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^(analysis|renderer|electron|sample-data)/' },
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    ...analysisRules,
    ...topRules,
    ...seamRules,
    ...rendererRules,
    ...testRules,
    {
      name: 'every-room-is-declared',
      severity: 'error',
      from: {},
      to: { path: `^analysis/(?!${anyOf([...rooms, ...Object.keys(topMayImport)])}/)` },
    },
    {
      name: 'every-room-of-the-window-is-declared',
      severity: 'error',
      from: {},
      to: { path: `^renderer/(?!${anyOf(Object.keys(rendererMayImport))}/)[^/]+/` },
    },
    {
      name: 'queries-stay-in-their-feature',
      severity: 'error',
      from: { path: `^analysis/${anyOf(features)}/` },
      to: { path: `^analysis/${anyOf(features)}/queries`, pathNot: '^analysis/$1/' },
    },
    {
      name: 'no-node-where-the-window-runs',
      severity: 'error',
      from: { path: '^(renderer|analysis/(contract|drawing|text))/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-imports-what-both-sides-share-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(analysis|electron|sample-data|tests)/', pathNot: '^analysis/(contract|drawing|text)/' },
    },
    {
      name: 'electron-imports-contract-and-what-hosts-share',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: '^(analysis|renderer|sample-data|tests)/',
        pathNot:
          '^analysis/(contract/|platform/(owner-only|first-session)|server/(engine-keeper|engine-service|engine-messages|static-files))',
      },
    },
    {
      name: 'the-shell-never-reaches-the-database',
      severity: 'error',
      from: { path: '^electron/(main|security|engine-host|preload)\\.ts$' },
      to: { path: '(@duckdb/|^analysis/(app|case)/)', reachable: true },
    },
    {
      name: 'duckdb-stays-in-the-case',
      severity: 'error',
      from: { path: '^(analysis|renderer|electron)/', pathNot: '^analysis/case/duckdb/' },
      to: { path: '@duckdb/' },
    },
    {
      name: 'generator-never-sees-the-analysis',
      severity: 'error',
      from: { path: '^sample-data/' },
      to: { path: '^(analysis|renderer|electron|tests)/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.cache|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
