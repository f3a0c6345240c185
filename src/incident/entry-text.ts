import type { IncidentEntry, RecordedText } from '../domain/incident.js';
import { type Msg, msg } from '../domain/message.js';

export interface Telling {
  readonly lang: 'en' | 'ja';
  readonly t: (message: Msg) => string;
}

/** One entry as a sentence. */
export function entryText(entry: IncidentEntry, { lang, t }: Telling): string {
  const said = (text: RecordedText) => text[lang];
  switch (entry.kind) {
    case 'declared':
      return t(
        msg('incident.entry.declared', {
          severity: severityName(entry.severity),
          title: entry.title,
          by: entry.by,
        }),
      );
    case 'resumed':
      return t(msg('incident.entry.resumed', { by: entry.by }));
    case 'severity':
      return t(msg('incident.entry.severity', { severity: severityName(entry.severity) }));
    case 'note':
      return t(msg('incident.entry.note', { text: entry.text, by: entry.by }));
    case 'follow-up':
      return t(msg('incident.entry.follow-up', { text: entry.text, by: entry.by }));
    case 'called':
      return t(msg('incident.entry.called', { role: entry.role, by: entry.by }));
    case 'situation':
      return said(entry.text);
    case 'signal':
      return entry.event === 'begins'
        ? t(msg('incident.entry.signal-begins', { text: said(entry.text) }))
        : t(msg('incident.entry.signal-ends', { text: said(entry.text) }));
    case 'link':
      return entry.phase === 'up' ? t(msg('incident.entry.link-back')) : t(msg('incident.entry.link-lost'));
    case 'playbook':
      if (entry.event === 'resumes')
        return t(msg('jobs.entry.playbook-resumes', { title: said(entry.title) }));
      return entry.event === 'begins'
        ? t(msg('incident.entry.playbook-begins', { title: said(entry.title) }))
        : t(
            msg('incident.entry.playbook-ends', {
              title: said(entry.title),
              say: entry.say ? said(entry.say) : (entry.outcome ?? ''),
            }),
          );
    case 'step':
      return t(
        msg('incident.entry.step', {
          step: entry.title ? said(entry.title) : entry.step,
          verdict: { id: `incident.verdict.${entry.verdict}` },
          say: said(entry.say),
        }),
      );
    case 'cause':
      return t(msg('incident.entry.cause', { text: said(entry.text) }));
    case 'overruled':
      return t(
        msg('incident.entry.overruled', {
          step: entry.title ? said(entry.title) : entry.step,
          reason: entry.reason,
        }),
      );
    case 'skipped':
      return t(
        msg('incident.entry.skipped', {
          step: entry.title ? said(entry.title) : entry.step,
          reason: entry.reason,
        }),
      );
    case 'action':
      return actionText(entry, t);
    case 'closed':
      return t(msg('incident.entry.closed', { resolution: entry.resolution, by: entry.by }));
  }
}

function actionText(entry: Extract<IncidentEntry, { kind: 'action' }>, t: Telling['t']): string {
  const { command } = entry;
  switch (entry.event) {
    case 'started':
      if (entry.detached) return t(msg('jobs.entry.started', { command }));
      return t(msg('incident.entry.action-started', { command }));
    case 'declined':
      return t(msg('incident.entry.action-declined', { command }));
    case 'reconciled':
      return t(msg('incident.entry.action-reconciled', { command, outcome: outcomeName(entry.outcome) }));
    case 'ended':
      return t(
        msg('incident.entry.action-ended', {
          command,
          outcome: outcomeName(entry.outcome),
          exit: entry.exit ?? '–',
        }),
      );
  }
}

export const severityName = (severity: string): Msg => ({ id: `incident.severity.${severity}` });
export const outcomeName = (outcome: string | undefined): Msg =>
  outcome === 'running' ? msg('jobs.report.running') : { id: `operate.report.${outcome ?? 'unrecorded'}` };
