import type { Incident, IncidentEntry } from '../domain/incident.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Durations, durationsOf } from './durations.js';
import { entryText, outcomeName, severityName, type Telling } from './entry-text.js';
import { inOrder, timeOf } from './fold.js';

/** Markdown of a post-mortem: summary, durations, cause, timeline, commands, follow-ups. Times are UTC. */
export function postMortem(incident: Incident, telling: Telling): string {
  const { t, lang } = telling;
  const entries = inOrder(incident.entries);
  const heading = (id: Msg) => `## ${t(id)}`;
  const lines = [
    `# ${text(incident.title)}`,
    '',
    ...summary(incident, telling),
    '',
    heading(msg('incident.report.durations')),
    '',
    ...table(
      [t(msg('incident.report.what')), t(msg('incident.report.took'))],
      durationRows(durationsOf(incident), telling),
    ),
    '',
    heading(msg('incident.report.causes')),
    '',
    ...orNone(
      entries.flatMap((e) =>
        e.kind === 'cause'
          ? [`- **${text(e.text[lang])}** (\`${e.playbook}\`)`, ...quoted(e.quote, '  ')]
          : [],
      ),
      telling,
    ),
    '',
    heading(msg('incident.report.timeline')),
    '',
    ...table(
      [t(msg('incident.report.time')), t(msg('incident.report.event'))],
      entries.map((e) => [clockOf(e), cell(evidenceText(e, telling))]),
    ),
    '',
    heading(msg('incident.report.commands')),
    '',
    ...orNone(commandLines(entries, telling), telling),
    '',
    heading(msg('incident.report.follow-ups')),
    '',
    ...orNone(
      entries.flatMap((e) => (e.kind === 'follow-up' ? [`- [ ] ${text(e.text)}`] : [])),
      telling,
    ),
    '',
  ];
  // It is also printed on a terminal.
  return lines.join('\n').split('\n').map(sanitizeLine).join('\n');
}

function summary(incident: Incident, { t }: Telling): string[] {
  const { id, host, severity, by, respondMinutes, resolution, declaredAt, closedAt } = incident;
  const rows: [Msg, string][] = [
    [msg('incident.report.id'), `\`${id}\``],
    [msg('incident.report.host'), text(host)],
    [msg('incident.report.severity'), `${t(severityName(severity))} (${t(span(respondMinutes * 60_000))})`],
    [msg('incident.report.declared'), `${stamp(declaredAt)} · ${text(by)}`],
    [
      msg('incident.report.closed'),
      closedAt === undefined ? t(msg('incident.report.open')) : stamp(closedAt),
    ],
    [msg('incident.report.resolution'), resolution === undefined ? '–' : text(resolution)],
  ];
  return table(
    ['', ''],
    rows.map(([name, value]) => [t(name), cell(value)]),
  );
}

const durationNames: Readonly<Record<keyof Durations, Msg>> = {
  toResponse: msg('incident.report.to-response'),
  toCause: msg('incident.report.to-cause'),
  toAction: msg('incident.report.to-action'),
  toRecovery: msg('incident.report.to-recovery'),
  toClose: msg('incident.report.to-close'),
};

function durationRows(durations: Durations, { t }: Telling): string[][] {
  return (Object.keys(durationNames) as (keyof Durations)[]).map((name) => {
    const ms = durations[name];
    return [t(durationNames[name]), ms === undefined ? '–' : t(span(ms))];
  });
}

/** The line on which a verdict rests stands with it. */
function evidenceText(entry: IncidentEntry, telling: Telling): string {
  const said = text(entryText(entry, telling));
  return entry.kind === 'step' && entry.quote ? `${said} — ${code(entry.quote)}` : said;
}

/** Each action once: its words, how it ended and how long it took. */
function commandLines(entries: readonly IncidentEntry[], { t }: Telling): string[] {
  const actions = entries.filter((e) => e.kind === 'action');
  const ids = [...new Set(actions.map((e) => e.action))];
  return ids.flatMap((id) => {
    const own = actions.filter((e) => e.action === id);
    const [first] = own;
    if (!first) return [];
    const end = own.findLast((e) => e.event === 'ended' || e.event === 'reconciled');
    const declined = own.some((e) => e.event === 'declined');
    const open = own.some((e) => e.detached) ? 'running' : undefined;
    const how = declined ? outcomeName('declined') : outcomeName(end?.outcome ?? open);
    const took = end ? ` · ${t(span(timeOf(end) - timeOf(first)))}` : '';
    const exit = end?.exit === undefined ? '' : ` · exit ${end.exit}`;
    return [`- ${clockOf(first)} ${t(how)}${exit}${took}`, '', ...fenced(first.command), ''];
  });
}

const fenced = (command: string): string[] => {
  const fence = '`'.repeat(Math.max(3, ...[...command.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [`  ${fence}sh`, ...command.split('\n').map((line) => `  ${line}`), `  ${fence}`];
};

const quoted = (words: string, indent: string): string[] =>
  words === '' ? [] : ['', ...words.split('\n').map((line) => `${indent}> ${text(line)}`)];

const orNone = (lines: readonly string[], { t }: Telling): readonly string[] =>
  lines.length > 0 ? lines : [t(msg('incident.report.none'))];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);

/** Text of a host or a person in Markdown: it shows as it is, and makes neither tags nor links. */
const text = (words: string): string =>
  words.replace(/[\\`*[\]<>#|~]|(?<!\w)_|_(?!\w)/g, (mark) => `\\${mark}`);
const code = (words: string): string => `\`${words.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
/** One row of a table; a bar is escaped by whoever made the words. */
const cell = (words: string): string => words.replace(/\s*\n\s*/g, ' ⏎ ');

const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
const clockOf = (entry: IncidentEntry): string => new Date(timeOf(entry)).toISOString().slice(11, 19);

function span(ms: number): Msg {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 60) return msg('incident.span.seconds', { s: seconds });
  if (seconds % 60 === 0 && seconds < 3600) return msg('incident.span.whole-minutes', { m: seconds / 60 });
  if (seconds < 3600) return msg('incident.span.minutes', { m: Math.floor(seconds / 60), s: seconds % 60 });
  if (seconds % 3600 === 0 && seconds < 172_800)
    return msg('incident.span.whole-hours', { h: seconds / 3600 });
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours < 48) return msg('incident.span.hours', { h: hours, m: minutes });
  return msg('incident.span.days', { d: Math.floor(hours / 24), h: hours % 24 });
}
