import { areas, type Finding, type FindingState } from '../doctor/finding.js';
import type { PaneState } from '../doctor/panes.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { displayWidth } from '../ui/text/width.js';
import { wrapWords } from '../ui/text/wrap-words.js';
import type { Theme, Tone } from '../ui/theme.js';
import type { Examination } from './doctor-examine.js';

export interface ReportOptions {
  readonly t: (message: Msg) => string;
  readonly theme: Theme;
  readonly columns: number;
}

const toneOf = { ok: 'ok', warn: 'warn', fail: 'fail', skipped: 'dim' } as const satisfies Record<
  FindingState,
  Tone
>;

/** Lines wider than this are hard to read, and times at their end far away. */
const widest = 120;
const narrowest = 40;

/** All findings by area, one line each; what does not work with its reason and what to do about it. */
export function doctorReport(
  host: string,
  { findings, panes }: Examination,
  { t, theme, columns }: ReportOptions,
): string {
  const width = Math.min(widest, Math.max(narrowest, columns));
  const page = { t, theme, width };
  const lines = [theme.paint(t(msg('doctor.title', { host })), 'title')];
  for (const area of areas) {
    const own = findings.filter((finding) => finding.area === area);
    if (own.length === 0) continue;
    lines.push(
      '',
      theme.paint(t(areaTitles[area]), 'accent'),
      ...own.flatMap((finding) => findingLines(finding, page)),
    );
  }
  lines.push('', theme.paint(t(msg('doctor.panes')), 'accent'));
  for (const [pane, state] of panes) {
    const text = t(msg('doctor.pane', { pane: { id: `pane.${pane}` }, state: paneTexts[state] }));
    lines.push(...marked(text, paneMarks[state], page));
  }
  lines.push('', summary(findings, page));
  return `${lines.join('\n')}\n`;
}

interface Page {
  readonly t: (message: Msg) => string;
  readonly theme: Theme;
  readonly width: number;
}

function findingLines({ what, state, why, next, ms }: Finding, page: Page): string[] {
  const { t, theme, width } = page;
  const lines = marked(t(what), state, page);
  if (ms !== undefined && lines[0] !== undefined) {
    const time = t(msg('doctor.ms', { ms }));
    const gap = width - displayWidth(lines[0]) - displayWidth(time);
    if (gap > 1) lines[0] += ' '.repeat(gap) + theme.paint(time, 'dim');
  }
  if (why) lines.push(...indented(t(why), '      ', 'plain', page));
  if (next) lines.push(...indented(t(msg('doctor.next', { next })), '      ', 'plain', page));
  return lines;
}

/** A text behind its mark, wrapped so that a time has room beside it. */
function marked(text: string, state: FindingState, { theme, width }: Page): string[] {
  const { glyphs } = theme;
  const mark = {
    ok: glyphs.mark.ok,
    warn: glyphs.mark.warn,
    fail: glyphs.mark.fail,
    skipped: glyphs.mark.pending,
  };
  const tone = toneOf[state];
  return wrapWords(sanitizeLine(text), width - timeWidth - 4).map((row, at) =>
    at === 0
      ? `  ${theme.paint(mark[state], tone)} ${theme.paint(row, state === 'ok' ? 'plain' : tone)}`
      : `    ${theme.paint(row, state === 'ok' ? 'plain' : tone)}`,
  );
}

const timeWidth = 9;

const indented = (text: string, indent: string, tone: Tone, { theme, width }: Page): string[] =>
  wrapWords(sanitizeLine(text), width - indent.length).map((row) => indent + theme.paint(row, tone));

function summary(findings: readonly Finding[], { t, theme }: Page): string {
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  const parts: (readonly [Msg, FindingState])[] = [
    [msg('doctor.summary.fail', { n: count('fail') }), 'fail'],
    [msg('doctor.summary.warn', { n: count('warn') }), 'warn'],
    [msg('doctor.summary.ok', { n: count('ok') }), 'ok'],
    [msg('doctor.summary.skipped', { n: count('skipped') }), 'skipped'],
  ];
  return parts
    .filter(([, state]) => count(state) > 0)
    .map(([text, state]) => theme.paint(t(text), toneOf[state]))
    .join(' · ');
}

const areaTitles: Readonly<Record<Finding['area'], Msg>> = {
  ssh: msg('doctor.area.ssh'),
  host: msg('doctor.area.host'),
  docker: msg('doctor.area.docker'),
  aws: msg('doctor.area.aws'),
  containers: msg('doctor.area.containers'),
  logs: msg('doctor.area.logs'),
  postgres: msg('doctor.area.postgres'),
  redis: msg('doctor.area.redis'),
  queues: msg('doctor.area.queues'),
  alerts: msg('doctor.area.alerts'),
  checks: msg('doctor.area.checks'),
  entry: msg('doctor.area.entry'),
};

const paneTexts: Readonly<Record<PaneState, Msg>> = {
  full: msg('doctor.pane.full'),
  partly: msg('doctor.pane.partly'),
  empty: msg('doctor.pane.empty'),
  unused: msg('doctor.pane.unused'),
};

const paneMarks: Readonly<Record<PaneState, FindingState>> = {
  full: 'ok',
  partly: 'warn',
  empty: 'fail',
  unused: 'skipped',
};
