import { homedir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { type LoadedHosts, loadHosts, searchPaths } from '../config/load.js';
import { ConfigError, formatProblems } from '../config/problem.js';
import { type Msg, msg } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { parseArguments } from './arguments.js';
import { complaint } from './complaint.js';
import { languageOf } from './language.js';

/** The exit code for bad usage, as getopt programs have it. */
const usageError = 2;
/** EX_CONFIG of sysexits(3). */
const configError = 78;
/** What `cockpit status` ends with when it can't tell: to a monitor 2 would be a critical host. */
const statusUnknown = 3;

const version = process.env.COCKPIT_VERSION ?? 'unbundled';

/** Runs the program; the result is its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv);
  if (!parsed.ok) {
    process.stderr.write(complaint(translate(languageOf(process.env), parsed.problem)));
    return argv.includes('status') ? statusUnknown : usageError;
  }
  const { request, options } = parsed;
  const lang = options.lang ?? languageOf(process.env);
  const t = (message: Msg) => translate(lang, message);
  if (request.kind === 'help') {
    process.stdout.write(t(msg('cli.usage')));
    return 0;
  }
  if (request.kind === 'version') {
    process.stdout.write(`cockpit ${version}\n`);
    return 0;
  }
  if (request.kind === 'actions') {
    const { reportActions } = await import('./actions-report.js');
    return reportActions(request.host, t);
  }
  if (request.kind === 'checklists') {
    const [{ reportChecklists }, { recordFolder }] = await Promise.all([
      import('./checklists-report.js'),
      import('./record-folder.js'),
    ]);
    return reportChecklists(request.host, { lang, dir: recordFolder(process.env) });
  }
  if (request.kind === 'incident') {
    const [{ reportIncident }, { recordFolder }] = await Promise.all([
      import('./incident-report.js'),
      import('./record-folder.js'),
    ]);
    const { out } = options;
    const dir = recordFolder(process.env);
    return reportIncident(request.of, { lang, dir, ...(out === undefined ? {} : { out }) });
  }
  const place = { cwd: process.cwd(), env: process.env, home: homedir() };
  let loaded: LoadedHosts;
  try {
    loaded = await loadHosts({
      ...place,
      ...(options.config === undefined ? {} : { explicitPath: options.config }),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${formatProblems(error.problems, t)}\n`);
    return request.kind === 'status' ? statusUnknown : configError;
  }
  if (request.kind === 'config') return await reportConfig(loaded, searchPaths(place), t);
  if (request.kind === 'playbooks') {
    const { reportPlaybooks } = await import('./playbooks-report.js');
    return reportPlaybooks(request.of, loaded, t);
  }
  if (request.kind === 'coverage') {
    const { reportCoverage } = await import('./coverage-report.js');
    return reportCoverage(request.item, loaded, { lang, t });
  }
  if (request.kind === 'status') {
    const { openStatus } = await import('./open-status.js');
    return openStatus(request.host, { options, loaded, lang, version });
  }
  if (request.kind === 'doctor') {
    const { openDoctor } = await import('./open-doctor.js');
    return openDoctor(request.host, { options, loaded, lang, version });
  }
  // What is loaded only for the screen stays out of --help and --version.
  const { openHost } = await import('./open-host.js');
  return openHost(request, { options, loaded, lang, version });
}

async function reportConfig(
  loaded: LoadedHosts,
  paths: readonly string[],
  t: (m: Msg) => string,
): Promise<number> {
  const { file } = loaded;
  if (file === undefined) {
    process.stderr.write(`cockpit: ${t(msg('cli.config-none', { paths: paths.join(', ') }))}\n`);
    return 1;
  }
  const [{ configReport }, { detectCapabilities }] = await Promise.all([
    import('./config-report.js'),
    import('../ui/capabilities.js'),
  ]);
  const capabilities = detectCapabilities(process.env);
  const columns = process.stdout.columns || 100;
  const report = configReport({ ...loaded, file }, t, { columns, capabilities });
  process.stdout.write(process.stdout.isTTY ? report : stripVTControlCharacters(report));
  return 0;
}
