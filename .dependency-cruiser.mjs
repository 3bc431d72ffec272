// The arrows of the house: who may import whom. Run by scripts/checkArrows.mjs.

/** Rooms of the core, lowest first. A room imports only rooms of lower levels; rooms of one level do not know each other. */
const levels = [
  ['errors'],
  ['exclusion'],
  ['config', 'schedule', 'records', 'environment'],
  ['metrics'],
  ['storage', 'tabs'],
  ['recovery'],
  ['manager'],
  ['service'],
]
const rooms = levels.flat()
const core = '^packages/core/src/'

/** @param {readonly string[]} names */
const oneOf = (names) => `(${names.join('|')})`

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const roomArrows = levels.flatMap((level, height) =>
  level.map((room) => ({
    name: `core-${room}`,
    comment: `${room} imports only rooms below it: ${levels.slice(0, height).flat().join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: `${core}${room}/` },
    to: { path: core, pathNot: `${core}${oneOf([room, ...levels.slice(0, height).flat()])}/` },
  })),
)

/** @type {import('dependency-cruiser').IConfiguration} */
const configuration = {
  forbidden: [
    ...roomArrows,
    {
      name: 'core-known-rooms',
      comment: 'Every folder of the core has its place in the order of rooms: add it to .dependency-cruiser.mjs.',
      severity: 'error',
      from: {},
      to: { path: `${core}[^/]+/`, pathNot: `${core}${oneOf(rooms)}/` },
    },
    {
      name: 'package-by-name',
      comment: 'A package is entered by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^packages/([^/]+)/', pathNot: ['^$1/$2/', '^packages/[^/]+/src/(index[.]ts|styles[.]css)$'] },
    },
    {
      name: 'package-not-by-relative-path',
      comment: 'A package is entered by its name, never by a relative path.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'core-below-all',
      comment: 'The core imports no other package of this repository; only its tests do.',
      severity: 'error',
      from: { path: '^packages/core/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^packages/(?!core/)' },
    },
    {
      name: 'nothing-imports-apps',
      comment: 'Apps use packages; nothing uses an app.',
      severity: 'error',
      from: { pathNot: '^apps/([^/]+)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      comment: 'An app does not import another app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that import each other in a circle cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[?](url|raw|worker)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@autosave-kit/source', 'import', 'browser', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}

export default configuration
