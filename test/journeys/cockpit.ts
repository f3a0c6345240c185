import type { Project } from './lab-project.js';
import { builtProgram } from './program.js';
import { bodyOf, brokenScreen, panesOf, type Screen } from './screen.js';
import { Terminal } from './terminal.js';

export interface CockpitOptions {
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** How long a pane may take on a busy machine; a quiet one needs a second or two. */
export const patience = 45_000;

/** Starts cockpit in a terminal of its own; default: on salon-gbp, in English. */
export function startCockpit(project: Project, options: CockpitOptions = {}): Terminal {
  const { args = ['--lang', 'en', 'salon-gbp'], columns = 120, rows = 40, env = {} } = options;
  return new Terminal({
    command: builtProgram(),
    args,
    cwd: project.home,
    env: { ...project.env, ...env },
    columns,
    rows,
  });
}

/** Starts cockpit and waits until all six panes show data. */
export async function openCockpit(project: Project, options: CockpitOptions = {}): Promise<Terminal> {
  const terminal = startCockpit(project, options);
  try {
    await terminal.waitFor(isFilled, patience);
  } catch (error) {
    await terminal.dispose();
    throw error;
  }
  return terminal;
}

/** Leads back to the overview, unfrozen and with no input open, from wherever the keys have led. */
export async function goHome(terminal: Terminal): Promise<void> {
  const isHome = (screen: Screen) => showsOverview(screen) && !screen.rows[0]?.includes('FROZEN');
  for (let tries = 0; tries < 8; tries++) {
    // One Escape leaves the input line, a second one the help; on a busy machine two may arrive as one.
    await terminal.press('escape', '0');
    if (terminal.screen().rows[0]?.includes('FROZEN')) await terminal.press('space');
    if (await terminal.waitFor(isHome, 1000).catch(() => undefined)) return;
  }
  await terminal.waitFor(isHome);
}

/** Texts that stand where data are still awaited. */
const awaited = /waiting for the first answer|最初の応答を待っています|no lines yet|まだ行がありません/;

/** Why a pane of the overview is not filled: no state in its title, no row, or it still waits. */
export function emptyPane(screen: Screen): string | undefined {
  for (const [index, area] of panesOf(screen).entries()) {
    const [title = '', ...rows] = screen.area(area);
    const body = rows.slice(0, -1).map((row) => row.slice(1, -1).trim());
    if (!new RegExp(`^[╭┏+#] ${index + 1} `).test(title)) return `pane ${index + 1} is not there: ${title}`;
    const [, summary = ''] = /^[╭┏+#] .+? [─━=-]{2} (.*?) [─━=-]*(?: .* )?[╮┓+#]$/.exec(title) ?? [];
    if (summary.trim() === '') return `pane ${index + 1} shows no state: ${title}`;
    if (body.every((row) => row === '')) return `pane ${index + 1} is empty`;
    if (body.some((row) => awaited.test(row))) return `pane ${index + 1} still waits`;
  }
  return undefined;
}

export const isFilled = (screen: Screen): boolean => emptyPane(screen) === undefined;

/** Whether the full screen of a pane (1 to 6) is shown. */
export const shows =
  (pane: number) =>
  (screen: Screen): boolean => {
    const body = bodyOf(screen);
    const bottom = screen.cells[body.y + body.height - 1];
    return (
      new RegExp(`^[┏#] ${pane} `).test(screen.rows[body.y] ?? '') &&
      /[┗#]/.test(bottom?.[0] ?? '') &&
      /[┛#]/.test(bottom?.[screen.columns - 1] ?? '') &&
      (screen.rows[body.y]?.match(/[┓╮]/g)?.length ?? 0) <= 1
    );
  };

/** Whether the overview with its six panes is shown. */
export const showsOverview = (screen: Screen): boolean =>
  panesOf(screen).every((area, index) =>
    new RegExp(`^[╭┏+#] ${index + 1} `).test(screen.area({ ...area, height: 1 })[0] ?? ''),
  );

/** Waits until the screen is whole: between two pieces of one frame it need not be. */
export async function untilWhole(terminal: Terminal, host = 'salon-gbp', deadlineMs = 5000): Promise<Screen> {
  try {
    return await terminal.waitFor((screen) => brokenScreen(screen, host) === undefined, deadlineMs);
  } catch (error) {
    throw new Error(`${brokenScreen(terminal.screen(), host)}: ${(error as Error).message}`);
  }
}
