const feature =
  '(sources|washing|lines|cohorts|profile|disclosure|network|places|warnings|operations|tables|backup|diagnostics)'
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^analysis/contract/' },
      to: { path: '^(analysis|renderer|electron|sample-data)/', pathNot: '^analysis/contract/' },
    },
    {
      name: 'contract-has-no-node',
      severity: 'error',
      from: { path: '^analysis/contract/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-imports-contract-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(analysis|electron|sample-data)/', pathNot: '^analysis/contract/' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'analysis-knows-no-window',
      severity: 'error',
      from: { path: '^analysis/' },
      to: { path: '^(renderer|electron)/' },
    },
    {
      name: 'engine-knows-no-host',
      severity: 'error',
      from: { path: `^analysis/(engine|${feature})/` },
      to: { path: '^analysis/(server|cli)/' },
    },
    {
      name: 'queries-stay-in-their-feature',
      severity: 'error',
      from: { path: `^analysis/${feature}/` },
      to: { path: `^analysis/${feature}/queries`, pathNot: '^analysis/$1/' },
    },
    {
      name: 'electron-imports-contract-and-what-hosts-share',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: '^(analysis|renderer)/',
        pathNot:
          '^analysis/(contract/|engine/(create-engine|owner-only)|server/(engine-keeper|engine-service|engine-messages|static-files))',
      },
    },
    {
      name: 'generator-never-sees-the-analysis',
      severity: 'error',
      from: { path: '^sample-data/' },
      to: { path: '^(analysis|renderer|electron)/' },
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
