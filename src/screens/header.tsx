import type { HostEntry } from '../domain/host.js';
import type { LinkStatus } from '../domain/link.js';
import type { Msg } from '../domain/message.js';
import { isWatching, topScreen } from '../store/state.js';
import { type Segment, StatusBar } from '../ui/StatusBar.js';
import { fitColumns } from '../ui/text/fit.js';
import { displayWidth } from '../ui/text/width.js';
import { type Theme, type Tone, useTheme } from '../ui/theme.js';
import { bytes, clock, duration, ms } from './format.js';
import { incidentSegments } from './incident/header-segments.js';
import { jobsBadge } from './jobs/badge.js';
import { figures, Line, type Span, span } from './lines.js';
import { failureText, toneOf, useView, type View } from './view.js';

export const environmentTone: Record<HostEntry['environment'], Tone> = {
  production: 'production',
  staging: 'warn',
  development: 'ok',
  drill: 'accent',
};

/** First line: which host, in what state the link is, what the clock says. */
export function HeaderBar({ width }: { width: number }) {
  const view = useView();
  const theme = useTheme();
  const { state, data } = view;
  const kind = view.t({ id: `environment.${state.host.environment}` });
  const environment = state.host.name === kind ? ` ${kind} ` : ` ${state.host.name} ${kind} `;
  const left: Segment[] = [
    { text: environment, tone: environmentTone[state.host.environment], priority: 100 },
    ...(state.mode === 'watch'
      ? [{ text: `[${view.t({ id: 'screen.read-only' })}]`, tone: 'accent' as const, priority: 90 }]
      : []),
    ...incidentSegments(view),
    ...jobsBadge(view),
    ...linkSegments(view, data.link, theme),
  ];
  const { restraint } = state.guide;
  if (restraint) {
    const label = view.t({ id: `screen.restraint.${restraint}` });
    left.splice(1, 0, { text: `[${label}]`, tone: 'accent', priority: 92 });
  }
  if (state.frozen) {
    const age = duration((state.now - state.frozen.at) / 1000, state.lang);
    left.push({ text: view.t({ id: 'screen.frozen', params: { age } }), tone: 'match', priority: 95 });
  }
  const right: Segment[] = [{ text: clock(state.now), tone: 'dim', priority: 93 }];
  const skew = data.skewMs ?? 0;
  if (Math.abs(skew) >= 2000) {
    const text = view.t({
      id: 'screen.skew',
      params: { skew: `${skew > 0 ? '+' : '-'}${duration(Math.abs(skew) / 1000, state.lang)}` },
    });
    right.unshift({ text, tone: 'warn', priority: 70 });
  }
  if (data.pace.factor > 1) {
    const why = data.pace.why ? ` (${view.t(data.pace.why)})` : '';
    right.unshift({
      text: `${view.t({ id: 'screen.slowed', params: { factor: data.pace.factor } })}${why}`,
      tone: 'warn',
      priority: 50,
    });
  }
  return <StatusBar left={left} right={right} width={width} />;
}

const phaseTone: Record<LinkStatus['phase'], Tone> = {
  connecting: 'warn',
  authenticating: 'warn',
  up: 'ok',
  suspect: 'warn',
  down: 'fail',
  refused: 'fail',
  closed: 'dim',
};

function linkSegments(view: View, link: LinkStatus, theme: Theme): Segment[] {
  const { now, lang } = view.state;
  const mark =
    link.phase === 'up'
      ? theme.glyphs.mark.ok
      : link.phase === 'down' || link.phase === 'refused'
        ? theme.glyphs.mark.fail
        : theme.glyphs.mark.warn;
  const since = link.phase === 'up' ? '' : ` ${duration((now - (link.lostAt ?? link.since)) / 1000, lang)}`;
  const segments: Segment[] = [
    {
      text: `${mark} ${view.t({ id: `link.phase.${link.phase}` })}${since}`,
      tone: phaseTone[link.phase],
      priority: 98,
    },
  ];
  if (link.phase === 'up') {
    if (link.rttMs !== undefined)
      segments.push({ text: `rtt ${ms(link.rttMs)}`, tone: link.rttMs > 300 ? 'warn' : 'dim', priority: 80 });
    segments.push({
      text: view.t({ id: 'screen.channels', params: { n: link.channels } }),
      tone: 'dim',
      priority: 40,
    });
    segments.push({
      text: `${theme.glyphs.down}${bytes(link.bytesIn)} ${theme.glyphs.up}${bytes(link.bytesOut)}`,
      tone: 'dim',
      priority: 20,
    });
    if (link.dockerPath && link.dockerPath !== 'socket')
      segments.push({ text: link.dockerPath, tone: 'warn', priority: 30 });
  } else {
    if (link.nextRetryAt !== undefined) {
      const left = Math.max(0, Math.ceil((link.nextRetryAt - now) / 1000));
      segments.push({
        text: view.t({ id: 'screen.next-retry', params: { time: duration(left, lang) } }),
        tone: 'warn',
        priority: 85,
      });
    }
    if (link.phase === 'refused' && !isWatching(view.state))
      segments.push({ text: view.t({ id: 'screen.press-retry' }), tone: 'fail', priority: 92 });
    if (link.failure) segments.push({ text: failureText(view, link.failure), tone: 'warn', priority: 75 });
  }
  return segments;
}

/** Second line: what is most likely wrong, since when; and what changed, on a line of its own where there is room. */
export function SituationLine({ width, rows }: { width: number; rows: 1 | 2 }) {
  const view = useView();
  const theme = useTheme();
  const { situation } = view.data;
  const { lang } = view.state;
  const mark =
    situation.kind === 'trouble'
      ? theme.glyphs.mark[situation.severity === 'warn' ? 'warn' : 'fail']
      : situation.kind === 'healthy'
        ? theme.glyphs.mark.ok
        : theme.glyphs.mark.unknown;
  const tone: Tone =
    situation.kind === 'pending' ? 'dim' : situation.kind === 'unknown' ? 'warn' : toneOf[situation.severity];
  // The headline itself says since when and how much else there is.
  const hint = offerHint(view, Math.floor(width / 3));
  const room = width - displayWidth(mark) - 1 - hint.width;
  const text = view.t(cutCause(view, situation.headline, room, theme.glyphs.ellipsis));
  const main: Span[] = [span(`${mark} `, tone), span(text, tone)];
  const changes = figures(
    situation.changes
      .slice(0, 6)
      .map((c) => [duration((view.hostNow - c.at) / 1000, lang), view.t(c.text)] as const),
  );
  const label = span(`${view.t({ id: 'screen.changes' })} `, 'dim');
  if (rows === 1) {
    const line = [...main, ...hint.spans];
    return (
      <Line spans={changes.length > 0 ? [...line, span('  '), label, ...changes] : line} width={width} />
    );
  }
  return (
    <>
      <Line spans={[...main, ...hint.spans]} width={width} />
      <Line
        spans={changes.length > 0 ? [label, ...changes] : [span(view.t({ id: noChanges(view) }), 'dim')]}
        width={width}
      />
    </>
  );
}

/** That nothing changed can only be said of what was read at least once. */
const noChanges = ({ data }: View): string =>
  'data' in data.containers || 'data' in data.stats ? 'screen.no-changes' : 'screen.nothing-read';

/** The playbook that fits best and the key that leads to it, in at most `width` columns; nothing while none fits. */
function offerHint(view: View, width: number): { spans: Span[]; width: number } {
  const [best] = view.state.guide.offers;
  const screen = topScreen(view.state.ui).id;
  if (!best || best.score <= 0 || best.weak || screen === 'guide' || screen === 'triage')
    return { spans: [], width: 0 };
  const title = view.t(best.title);
  const fitted = fitColumns(title, Math.min(displayWidth(title), width - 5));
  return {
    spans: [span('  '), span('t', 'key'), span(`: ${fitted}`, 'accent')],
    width: 5 + displayWidth(fitted),
  };
}

/** The headline with its cause cut to fit, so that since when and how much else there is stay readable. */
function cutCause(view: View, headline: Msg, width: number, ellipsis: Theme['glyphs']['ellipsis']): Msg {
  const over = displayWidth(view.t(headline)) - width;
  if (over <= 0) return headline;
  const cut = (message: Msg): Msg => {
    const { line, cause } = message.params ?? {};
    if (typeof line === 'object') return { ...message, params: { ...message.params, line: cut(line) } };
    if (typeof cause !== 'object') return message;
    const text = view.t(cause);
    const left = Math.max(12, displayWidth(text) - over);
    return { ...message, params: { ...message.params, cause: fitColumns(text, left, { ellipsis }) } };
  };
  return cut(headline);
}
