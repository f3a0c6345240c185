// Who may import whom; docs/architecture.md has the same table in words.
const allowed = {
  domain: [],
  config: ['domain'],
  access: ['domain'],
  probes: ['domain'],
  diagnosis: ['domain'],
  triage: ['domain', 'diagnosis'],
  record: ['domain'],
  incident: ['domain'],
  discovery: ['domain'],
  doctor: ['domain', 'discovery'],
  status: ['domain', 'store'],
  i18n: ['domain'],
  store: ['domain'],
  keymap: ['domain', 'store', 'i18n', 'coverage'],
  runtime: ['domain', 'probes', 'diagnosis', 'triage', 'incident', 'store', 'keymap', 'i18n'],
  ui: ['domain', 'i18n'],
  screens: ['domain', 'incident', 'store', 'keymap', 'ui', 'i18n'],
  drill: ['domain'],
  coverage: ['domain'],
};

/** Packages and Node modules that a folder may use; undefined: none. */
const packages = {
  config: '^(zod|yaml|node:)|node_modules/(zod|yaml)/|^(fs|fs/promises|path|os|url)$',
  access: '.',
  // Certificates are read with it; it touches nothing outside the process.
  probes: '^(node:)?crypto$',
  record: '^(node:)?(fs|fs/promises|path|os|crypto)$',
  runtime: '^timers/promises$',
  store: 'node_modules/zustand/',
  ui: 'node_modules/(ink|ink-table|react|string-width|@alcalzone)/',
  screens: 'node_modules/(ink|react|zustand)/',
  drill: '.',
};

const folders = Object.keys(allowed);

const folderRules = folders.map((folder) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import only: ${['itself', ...allowed[folder]].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [folder, ...allowed[folder]].map((name) => `^src/${name}/`) },
}));

const packageRules = folders
  .filter((folder) => packages[folder] !== '.')
  .map((folder) => ({
    name: `${folder}-packages`,
    comment: `src/${folder} may use only: ${packages[folder] ?? 'no packages and no Node modules'}`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'],
      ...(packages[folder] ? { pathNot: [packages[folder]] } : {}),
    },
  }));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...folderRules,
    ...packageRules,
    {
      name: 'operate-only-to-operate',
      comment: 'what changes a host is loaded by src/main alone, when cockpit may operate',
      severity: 'error',
      from: { pathNot: '^src/(access/operate|main)/' },
      to: { path: '^src/access/operate/' },
    },
    {
      name: 'operate-only-on-demand',
      comment:
        'one module of src/main knows it, and that one is imported dynamically: watching never loads it',
      severity: 'error',
      from: { path: '^src/main/', pathNot: '^src/main/open-acting' },
      to: {
        path: '^src/(access/operate/|main/open-acting)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'watching-never-acts',
      comment: 'a watching screen can reach nothing that acts: actions are given to it, or are not there',
      severity: 'error',
      from: { path: '^src/main/(run-cockpit|status|doctor)' },
      to: { path: '^src/(access/operate|runtime/guide|record)/', reachable: true },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    exclude: { path: '^src/launch/' },
  },
};
