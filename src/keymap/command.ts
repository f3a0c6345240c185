import type { IncidentSeverity } from '../domain/incident.js';
import type { Msg } from '../domain/message.js';
import type { PaneId } from '../domain/model.js';

/** Where a command works. Inner scopes win over outer ones. */
export type Scope =
  | 'global'
  | 'overview'
  | 'list'
  | 'sorted'
  | 'tabs'
  | 'logs'
  | 'containers'
  | 'alerts'
  | 'sources'
  /** Rows that one-step playbooks act on. */
  | 'rows'
  | 'triage'
  | 'jobs'
  | 'guide'
  | 'wall'
  /** Everywhere on the practice host. */
  | 'drill'
  /** The question how bad an incident is. */
  | 'declare'
  | 'incident';

/** What the operator wants, as data; the interpreter carries it out. */
export type Intent =
  | { readonly do: 'open-pane'; readonly pane: PaneId }
  | {
      readonly do:
        | 'open-overview'
        | 'drill'
        | 'back'
        | 'zoom'
        | 'freeze'
        | 'help'
        | 'palette'
        | 'filter'
        | 'search'
        | 'log-filter';
    }
  | {
      readonly do: 'cycle-pane' | 'sort' | 'tab' | 'source' | 'match' | 'error' | 'log-source';
      readonly by: 1 | -1;
    }
  | { readonly do: 'move'; readonly by: number | 'half-page' | 'minus-half-page' | 'page' | 'minus-page' }
  | { readonly do: 'edge'; readonly end: 'first' | 'last' }
  | { readonly do: 'scroll'; readonly columns: number }
  | {
      readonly do:
        | 'reverse'
        | 'follow'
        | 'wrap'
        | 'stamps'
        | 'marker'
        | 'since'
        | 'level'
        | 'save'
        | 'container-logs'
        | 'acknowledge'
        | 'copy'
        | 'retry'
        | 'repaint'
        | 'quit';
    }
  | { readonly do: 'language'; readonly lang: 'en' | 'ja' }
  | { readonly do: 'triage' | 'row-menu' | 'wall-hold' | 'save-entry' | 'jobs' }
  | { readonly do: 'wall-turn'; readonly by: 1 | -1 }
  | { readonly do: 'incident' }
  | { readonly do: 'drill-hint' | 'drill-debrief' }
  | IncidentIntent
  | { readonly do: 'playbook'; readonly playbook: string }
  | { readonly do: 'guide'; readonly act: GuideAct };

/** What can be done with an incident. */
export type IncidentIntent =
  | { readonly do: 'incident-note' | 'incident-follow-up' | 'incident-called' | 'incident-close' }
  | { readonly do: 'incident-declare'; readonly severity: IncidentSeverity }
  /** One step worse (1) or less bad (-1). */
  | { readonly do: 'incident-severity'; readonly by: 1 | -1 };

/** What can be done on the screen of a playbook. */
export type GuideAct =
  | 'proceed'
  | 'up'
  | 'down'
  | 'earlier'
  | 'later'
  | 'back'
  | 'overrule'
  | 'skip'
  | 'again'
  | 'restart'
  | 'undo';

/** One command: its keys, its help, where it works, and how much it deserves a place in the footer. */
export interface Command {
  readonly id: string;
  readonly keys: readonly string[];
  readonly scope: Scope;
  readonly help: Msg;
  /** A word for the footer. */
  readonly label: Msg;
  /** What people call it, such as a runbook's title of a section, in either language. */
  readonly names?: readonly string[];
  /** It can't be carried out on this host: it comes last, unless it is called exactly so. */
  readonly blocked?: true;
  /** Higher stays longer in a narrow footer; 0 never shows there. */
  readonly footer: number;
  readonly intent: Intent;
}

/** Makes a command; its place in the parameters is its place in {@link Command}. */
export const command = (
  id: string,
  keys: readonly string[],
  scope: Scope,
  footer: number,
  intent: Intent,
  label: Msg,
  help: Msg,
): Command => ({ id, keys, scope, footer, intent, label, help });
