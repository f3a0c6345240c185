import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { showsOverview } from '../../test/journeys/cockpit.js';
import { brokenScreen, type Screen } from '../../test/journeys/screen.js';
import { Terminal } from '../../test/journeys/terminal.js';
import { shoot } from './camera.js';

/** Why a screen is not the wanted one yet; undefined when it is. */
export type Missing = (screen: Screen) => string | undefined;

/** A name for a condition that a picture waits for. */
export const needs =
  (what: string, holds: (screen: Screen) => boolean): Missing =>
  (screen) =>
    holds(screen) ? undefined : `no ${what}`;
export const all =
  (...conditions: readonly Missing[]): Missing =>
  (screen) =>
    conditions.map((missing) => missing(screen)).find((why) => why !== undefined);
export const text = (wanted: RegExp): Missing => needs(String(wanted), (screen) => wanted.test(screen.text));
/** The second line judges, so that it says whether the trouble is there and understood. */
export const situation = (wanted: RegExp): Missing =>
  needs(`situation ${wanted}`, (screen) => wanted.test(screen.rows[1] ?? ''));
export const whole: Missing = (screen) => brokenScreen(screen, 'drill');
/** A busy machine makes the link slow, which is no part of the product. */
const usualPace = needs('usual pace', (screen) => !/slower|取得間隔/.test(screen.rows[0] ?? ''));
/** A passing message stands where the keys are. */
const keysShown = needs('keys', (screen) => !/^incident \S+ declared/.test(screen.rows.at(-1) ?? ''));
export const site502 = all(whole, situation(/502/));
export const overview = needs('overview', showsOverview);

export type Take = (name: string, title: string, missing: Missing) => Promise<void>;

export interface Studio {
  readonly program: string;
  /** Where the pictures go. */
  readonly folder: string;
  /** Home directories are made below it. */
  readonly root: string;
}

export interface Session {
  readonly args: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  /** Default: a new home without anything. */
  readonly home?: string;
}

/** A busy machine may take this long for what a quiet one does in seconds, ms. */
export const patience = 120_000;

export const newHome = ({ root }: Studio): string => {
  mkdirSync(root, { recursive: true });
  return mkdtempSync(join(root, 'home-'));
};

/** Runs the program in a terminal of its own; `take` makes one picture of it. */
export async function session(
  studio: Studio,
  { args, columns = 120, rows = 40, home = newHome(studio) }: Session,
  run: (terminal: Terminal, take: Take) => Promise<void>,
): Promise<void> {
  const { program: command, folder } = studio;
  const env = {
    HOME: home,
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    USER: 'ops',
    LOGNAME: 'ops',
    COLORTERM: 'truecolor',
  };
  await using terminal = new Terminal({ command, args, cwd: home, env, columns, rows });
  await run(terminal, async (name, title, wanted) => {
    const missing = all(wanted, usualPace, keysShown);
    await shoot(terminal, { file: join(folder, `${name}.svg`), title, columns, rows, missing });
    console.log(`${name}.svg`);
  });
  // The first may close only what is typed into.
  for (let tries = 0; !terminal.ended && tries < 3; tries++) {
    await terminal.press('ctrl-c');
    await Promise.race([terminal.exit, setTimeout(3000)]);
  }
}
