import { stripVTControlCharacters } from 'node:util';
import { TerminalPrompter } from '../access/ssh/terminal-prompter.js';
import { saysNothing } from '../discovery/says-nothing.js';
import { exitCodeOf } from '../doctor/finding.js';
import { type Failure, FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { type Lang, translate } from '../i18n/t.js';
import { detectCapabilities } from '../ui/capabilities.js';
import { makeTheme } from '../ui/theme.js';
import { complaint } from './complaint.js';
import { discoverEntry } from './discover-host.js';
import { type Examination, examine } from './doctor-examine.js';
import { type Opened, openLink, type Place } from './doctor-link.js';
import { neighbours } from './doctor-neighbours.js';
import { doctorReport } from './doctor-report.js';
import { setupText } from './doctor-setup.js';

export interface DoctorOptions {
  readonly lang: Lang;
  /** Prints the set-up of a login with the least rights in place of an examination; the host is not asked. */
  readonly setup: boolean;
  /** Questions may be asked on the terminal. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly version: string;
  /** Default: colours on a terminal that has some. */
  readonly color?: boolean;
  /** The findings as JSON in place of the report. */
  readonly json?: boolean;
  /** The file that the entry stands in. */
  readonly hostsFile?: string;
  /** Whose ~/.ssh and environment count; default: the operator's own. */
  readonly place?: Place;
  readonly write?: (text: string) => void;
}

/** The exit code when the host was not reached. */
const notReached = 3;

/**
 * Tries everything that cockpit would use on a host, and says what does not work and why. The result is the exit code: 0 all
 * works, 1 with warnings, 2 something does not work, 3 the host was not reached.
 */
export async function runDoctor(entry: HostEntry, options: DoctorOptions): Promise<number> {
  const { lang, interactive, place = { env: process.env }, write = toStdout } = options;
  const t = (message: Msg) => translate(lang, message);
  if (options.setup) {
    write(setupText(entry, t));
    return 0;
  }
  const prompter = interactive
    ? new TerminalPrompter({ input: process.stdin, output: process.stderr, translate: t })
    : undefined;
  let opened: Opened;
  try {
    opened = await openLink(entry, place, prompter);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    if (options.json)
      write(`${JSON.stringify({ host: entry.name, reached: false, why: reasonOf(error.failure, t) })}\n`);
    else
      process.stderr.write(
        complaint(t(msg('cli.refused', { host: entry.name, why: reasonOf(error.failure, t) }))),
      );
    return notReached;
  }
  try {
    const { hostsFile } = options;
    const found = await examine(await described(entry, opened), opened, {
      env: place.env,
      others: await neighbours(entry, hostsFile, place),
      ...(hostsFile ? { hostsFile } : {}),
    });
    write(options.json ? asJson(entry.name, found, t) : reportOf(entry.name, found, options, t));
    return exitCodeOf(found.findings);
  } finally {
    await opened.close();
  }
}

const discoveryMs = 8_000;

/** A host that no entry describes is examined by what is found on it. */
async function described(entry: HostEntry, { link }: Opened): Promise<HostEntry> {
  if (!saysNothing(entry)) return entry;
  const signal = AbortSignal.timeout(discoveryMs);
  return discoverEntry(link, entry, { mode: 'watch', signal, timeoutMs: discoveryMs });
}

const toStdout = (text: string): void => void process.stdout.write(text);

const reasonOf = ({ what, detail, next }: Failure, t: (message: Msg) => string): string =>
  `${t(what)}${detail ? `: ${detail}` : ''}${next ? ` → ${t(next)}` : ''}`;

function reportOf(
  host: string,
  found: Examination,
  options: DoctorOptions,
  t: (message: Msg) => string,
): string {
  const { columns, color = process.stdout.isTTY === true } = options;
  const capabilities = detectCapabilities(process.env);
  const report = doctorReport(host, found, { t, theme: makeTheme(capabilities), columns });
  return color && capabilities.color !== 'none' ? report : stripVTControlCharacters(report);
}

function asJson(host: string, { findings, panes }: Examination, t: (message: Msg) => string): string {
  const report = {
    host,
    reached: true,
    findings: findings.map(({ area, state, what, why, next, ms }) => ({
      area,
      state,
      id: what.id,
      what: t(what),
      ...(why ? { why: t(why) } : {}),
      ...(next ? { next: t(next) } : {}),
      ...(ms === undefined ? {} : { ms }),
    })),
    panes: Object.fromEntries(panes),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
