import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Incident } from '../domain/incident.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Lang, translate } from '../i18n/t.js';
import { entryText, severityName } from '../incident/entry-text.js';
import { foldIncident, inOrder, timeOf } from '../incident/fold.js';
import { postMortem } from '../incident/post-mortem.js';
import { listIncidents, readIncident } from '../record/incident-file.js';
import { duration } from '../screens/format.js';
import { displayWidth } from '../ui/text/width.js';
import type { IncidentRequest } from './arguments.js';
import { complaint } from './complaint.js';

export interface IncidentReportOptions {
  readonly lang: Lang;
  readonly dir: string;
  /** Where the post-mortem is written; on standard output when undefined. */
  readonly out?: string;
  print?(text: string): void;
  complain?(text: string): void;
}

/** Lists, shows or exports incidents; the result is the exit code. Rejects with a FailureError when a file can't be read. */
export async function reportIncident(
  request: IncidentRequest,
  options: IncidentReportOptions,
): Promise<number> {
  const { lang, dir, out } = options;
  const t = (message: Msg) => translate(lang, message);
  const print = options.print ?? ((text: string) => void process.stdout.write(text));
  const say = options.complain ?? ((text: string) => void process.stderr.write(text));
  const complain = (message: Msg): number => {
    say(complaint(t(message)));
    return 1;
  };
  const ids = await listIncidents(dir);
  if (request.action === 'list') {
    if (ids.length === 0) print(`${t(msg('incident.cli.none', { dir }))}\n`);
    else print(await table(dir, ids, lang, t));
    return 0;
  }
  const id = request.id === 'last' ? ids.at(-1) : request.id;
  const read = id === undefined ? undefined : await readIncident(dir, id);
  if (!read) {
    if (ids.length === 0) return complain(msg('incident.cli.none', { dir }));
    const known = ids.slice(-8).join(', ');
    return complain(msg('incident.cli.no-such', { id: request.id, known }));
  }
  const incident = foldIncident(read.id, read.entries);
  if (!incident) return complain(msg('incident.cli.empty', { id: read.id }));
  if (read.unreadable > 0)
    say(complaint(t(msg('incident.cli.unreadable', { count: read.unreadable, id: read.id }))));
  if (request.action === 'show') {
    print(timeline(incident, lang, t));
    return 0;
  }
  const text = postMortem(incident, { lang, t });
  if (out === undefined) {
    print(text);
    return 0;
  }
  const file = resolve(out);
  try {
    // A post-mortem may have been edited by hand since: an existing file is never overwritten.
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const why = sanitizeLine((error as NodeJS.ErrnoException).code ?? String(error));
    return complain(msg('incident.cli.not-written', { file, why }));
  }
  print(`${t(msg('incident.cli.written', { file }))}\n`);
  return 0;
}

async function table(
  dir: string,
  ids: readonly string[],
  lang: Lang,
  t: (message: Msg) => string,
): Promise<string> {
  const head = [
    msg('incident.column.id'),
    msg('incident.column.state'),
    msg('incident.column.severity'),
    msg('incident.column.host'),
    msg('incident.column.took'),
    msg('incident.column.title'),
  ].map(t);
  const rows: string[][] = [];
  for (const id of ids) {
    const read = await readIncident(dir, id);
    const incident = read && foldIncident(id, read.entries);
    if (!incident) {
      rows.push([id, '?', '', '', '', t(msg('incident.cli.empty', { id }))]);
      continue;
    }
    const { closedAt, declaredAt, severity, host, title } = incident;
    rows.push([
      id,
      t(closedAt === undefined ? msg('incident.state.open') : msg('incident.state.closed')),
      t(severityName(severity)),
      sanitizeLine(host),
      duration(((closedAt ?? Date.now()) - declaredAt) / 1000, lang),
      sanitizeLine(title),
    ]);
  }
  const cells = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ''))));
  return cells
    .map((row) =>
      `${row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - displayWidth(cell))).join('  ')}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function timeline(incident: Incident, lang: Lang, t: (message: Msg) => string): string {
  const lines = inOrder(incident.entries).map((entry) => {
    const stamp = new Date(timeOf(entry)).toISOString().slice(0, 19).replace('T', ' ');
    return `${stamp}Z  ${sanitizeLine(entryText(entry, { lang, t }))}\n`;
  });
  return `${incident.id}  ${sanitizeLine(incident.title)}\n\n${lines.join('')}`;
}
