import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab, SshdVariant } from '../lab/lab.js';
import { patience } from './cockpit.js';
import type { Project } from './lab-project.js';
import type { Terminal } from './terminal.js';

const labScript = fileURLToPath(new URL('../lab/lab', import.meta.url));

/** A line of the record of actions, as far as these journeys look at it. */
export interface Line {
  readonly event: string;
  readonly id: string;
  readonly step: string;
  readonly outcome?: string;
  readonly exit?: number;
  readonly detached?: boolean;
}

/** The operator's record of actions, oldest first. */
export function recordOf(project: Project): Line[] {
  const file = join(project.home, '.local', 'state', 'cockpit', 'actions.jsonl');
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/**
 * A tree of the team beside hosts.yaml: a detached action that tells each second until `file`.go is there and then adds one
 * line to `file`, and a step that counts the lines.
 */
export function slowPlaybook(project: Project, file: string): void {
  const folder = join(project.home, 'playbooks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'slow.yaml'),
    `id: slow
title: { en: Slow work, ja: 遅い作業 }
about: { en: Takes some seconds, ja: 数秒かかる }
needs:
  file: { type: path, otherwise: ${file}, label: { en: file, ja: ファイル } }
steps:
  - id: work
    title: { en: Work slowly, ja: ゆっくり作業する }
    action:
      script: |
        for n in $(seq 120); do sleep 1; echo "second $n is over"; [ ! -e "$FILE.go" ] || break; done
        echo once >> "$FILE"
      env: { FILE: "@{file}" }
      risk: low
      target: slow
      impact: { en: Adds a line, ja: 1 行追加する }
      timeout: 2s
      detached: true
      reconcile: check
    go: { done: check, failed: not-done, declined: not-done }
  - id: check
    title: { en: Was it done once?, ja: 1 回だけ実行されたか }
    probe: { use: run, with: { argv: [wc, -l, "@{file}"] } }
    verdict:
      - when: { stdout: "^1 " }
        is: ok
        say: { en: There is one line, ja: 1 行ある }
        go: done
      - else: fail
        say: { en: There is not one line, ja: 1 行ではない }
        go: not-done
  - id: done
    title: { en: Verified, ja: 検証済み }
    end: resolved
    say: { en: It was done exactly once, ja: 正確に 1 回実行された }
  - id: not-done
    title: { en: Not verified, ja: 未検証 }
    end: escalate
    say: { en: It was not done once, ja: 1 回ではない }
`,
  );
}

/** Opens a tree by the palette. */
export async function openTree(terminal: Terminal, words: string): Promise<void> {
  await terminal.press(':');
  await terminal.waitFor(/┏ command/);
  await terminal.type(words);
  await terminal.press('enter');
}

/** Consents to the question on the screen, after the time that nobody can read it in. */
export async function consent(terminal: Terminal): Promise<void> {
  await terminal.waitFor(/Run it\?/, patience);
  await terminal.quiet(260, 1500);
  await terminal.press('y');
}

/** Ends all SSH sessions of the operators on the host, as a crash would. */
export const killSessions = (lab: Lab) => lab.run("pkill -KILL -f '^sshd: [o]ps'");

/** Ends an sshd of the lab that stands beside its own, with all its sessions, as a crash would. */
export async function killServer(lab: Lab, name: string): Promise<void> {
  await lab.run(`pkill -KILL -f 'sshd-[${name.charAt(0)}]${name.slice(1)}.conf'`);
  await killSessions(lab);
}

/** The same sshd on the same port again. */
export function restartServer(name: string, { port }: SshdVariant): void {
  execFileSync(labScript, ['sshd', 'start', name, String(port)]);
}

/** Waits on the list of jobs until one is done, and goes to its walk. */
export async function goToEnded(terminal: Terminal, title: string): Promise<void> {
  await terminal.press('J');
  await terminal.waitFor(new RegExp(`┏ jobs[\\s\\S]*${title} .* done`), patience);
  await terminal.press('enter');
}
