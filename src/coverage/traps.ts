/** A command of the runbooks that does harm when it is taken literally, and what stands in its place. */
export interface Trap {
  readonly id: string;
  /** Items of the runbooks that have it. */
  readonly ids: readonly string[];
  readonly harm: string;
  /** Steps of playbooks ("rollback/downgrade") that do it right and say how they differ. */
  readonly steps: readonly string[];
  /** Where cockpit never meets the trap by its construction: what it does, and where. */
  readonly byConstruction?: { readonly text: string; readonly code: string };
  /** Tests that fall when it is done wrong: a file, and words of one test in it; or a folder of recorded output. */
  readonly tests: readonly { readonly file: string; readonly says?: string }[];
}

export const traps: readonly Trap[] = [
  {
    id: 'T1',
    ids: ['SG02', 'SO08', 'SG12', 'SG30'],
    harm: '`compose ps` without `-a` hides containers that have exited; its JSON was one array, and is one object a line since Compose 2.21.',
    steps: ['release-verify/settle'],
    byConstruction: {
      text: 'Containers are read from the Engine API with `all: true`; no output of `compose ps` is parsed anywhere.',
      code: 'src/access/docker/docker-reader.ts',
    },
    tests: [
      {
        file: 'test/probes/containers/containers-probe.test.ts',
        says: 'a named container that exited is critical',
      },
    ],
  },
  {
    id: 'T2',
    ids: ['SG31', 'SG33', 'SG34'],
    harm: '`docker exec` of a program that the container lacks prints "executable file not found" on standard output, like an answer.',
    steps: [],
    byConstruction: {
      text: 'Both streams are looked at before a command counts as having run; such a step is inconclusive and names the program.',
      code: 'src/probes/steps/commands/assert-ran.ts',
    },
    tests: [{ file: 'test/probes/steps/commands.test.ts', says: 'names the program inside the container' }],
  },
  {
    id: 'T3',
    ids: ['PF10', 'PF32'],
    harm: '`kamal-proxy deploy` replaces all options of a service, and `--tls` is off by default: the rollback as written switches TLS off. There is no `renew-ssl`.',
    steps: [
      'kamal-rollback/options',
      'kamal-rollback/switch',
      'kamal-certificate/kind',
      'kamal-certificate/redeploy',
    ],
    tests: [
      { file: 'test/walks/kamal.lab.test.ts', says: 'rolled back with TLS' },
      { file: 'test/walks/kamal-operator.lab.test.ts', says: 'kamal-certificate' },
    ],
  },
  {
    id: 'T4',
    ids: ['PF10', 'PF13', 'PF37'],
    harm: '`docker ps -q --filter name=…` gives none or several; the template of addresses glues those of several networks together and is empty for a stopped container.',
    steps: ['kamal-rollback/serving', 'kamal-rollback/address', 'kamal-migrate/container'],
    tests: [{ file: 'test/playbooks/recordings/kamal-rollback/address' }],
  },
  {
    id: 'T5',
    ids: ['PF10', 'PF40', 'PF41', 'SO43', 'PF45'],
    harm: '`docker system prune` deletes stopped containers, with Kamal the releases to roll back to; it also asks y/N.',
    steps: ['disk-shortage/prune-build-cache', 'disk-shortage/containers-by-hand', 'kamal-deploy/way-back'],
    tests: [{ file: 'test/walks/faults.lab.test.ts', says: 'the disk is nearly full' }],
  },
  {
    id: 'T6',
    ids: ['SR25', 'SR34', 'SR45', 'SR48'],
    harm: '`kamal app exec` and `kamal accessory exec` without `--reuse` start another container; `kamal logs`, `console`, `shell` and `dbconsole` are aliases that deploy.yml may lack.',
    steps: ['kamal-memory/container', 'kamal-backup/which', 'kamal-shell/open', 'kamal-cache-clear/serving'],
    tests: [
      { file: 'test/playbooks/recordings/kamal-cache-clear/serving' },
      { file: 'test/walks/kamal-operator.lab.test.ts', says: 'kamal-memory' },
    ],
  },
  {
    id: 'T7',
    ids: ['SR23', 'SR29'],
    harm: '`kamal rollback` to a version without a container prints an error and exits 0; `kamal accessory reboot` is stop, remove and start.',
    steps: [
      'kamal-rollback/redeploy',
      'kamal-down/versions',
      'kamal-accessory/volume',
      'kamal-accessory/boot',
      'kamal-cli-rollback/target',
      'kamal-cli-rollback/rollback',
    ],
    tests: [
      { file: 'test/walks/kamal-deploy.lab.test.ts', says: 'kamal rollback takes it back' },
      { file: 'test/walks/kamal-operator.lab.test.ts', says: 'kamal-accessory' },
      { file: 'test/playbooks/recordings/kamal-down/versions' },
    ],
  },
  {
    id: 'T8',
    ids: ['SG30', 'SO26'],
    harm: '`alembic downgrade` after the old code is checked out fails with "Can\'t locate revision".',
    steps: ['rollback/between', 'rollback/downgrade'],
    tests: [{ file: 'test/walks/deploy.lab.test.ts', says: 'the database first' }],
  },
  {
    id: 'T9',
    ids: ['SO04'],
    harm: 'The last `down` of the way without downtime shares its project name with the new containers and removes these as well.',
    steps: ['first-deploy/zero-downtime'],
    tests: [{ file: 'test/config/playbooks/shipped.test.ts' }],
  },
  {
    id: 'T10',
    ids: ['SG23', 'SO31', 'PF14', 'KB25'],
    harm: 'Without `pipefail` a dump that failed leaves a small, valid .gz behind.',
    steps: ['backup/dump'],
    tests: [{ file: 'test/playbooks/recordings/backup/sound' }],
  },
];
