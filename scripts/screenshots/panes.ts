import { emptyPane, shows } from '../../test/journeys/cockpit.js';
import { bodyOf } from '../../test/journeys/screen.js';
import {
  all,
  type Missing,
  needs,
  overview,
  patience,
  type Studio,
  session,
  site502,
  situation,
  text,
  whole,
} from './session.js';

const pane = (number: number, ...conditions: readonly Missing[]): Missing =>
  all(site502, needs(`pane ${number}`, shows(number)), ...conditions);
const titled = (title: string): Missing =>
  needs(title, (screen) => (screen.rows[bodyOf(screen).y] ?? '').startsWith(`┏ ${title}`));
const filled = all(site502, overview, emptyPane);

/** The overview before and after the trouble, and each pane as a full screen. */
export async function panePictures(studio: Studio): Promise<void> {
  // On a slow machine the trouble of the usual drill would be there before all panes are full.
  await session(studio, { args: ['--lang', 'en', 'drill', '--scenario', 'healthy'] }, (_, take) =>
    take('overview', 'cockpit: a healthy host', all(whole, situation(/no trouble/), emptyPane)),
  );
  await session(studio, { args: ['--lang', 'en', 'drill'] }, async (terminal, take) => {
    await take('overview-502', 'cockpit: 502 after a container was killed', filled);
    await terminal.press('1');
    await take('containers', 'cockpit: containers', pane(1, text(/exited/)));
    // The api is the second of the list.
    await terminal.press('j', 'enter');
    await terminal.waitFor((screen) => titled('salon_gbp')(screen) === undefined);
    await terminal.press(']');
    await take(
      'container',
      'cockpit: one container, secrets masked',
      all(site502, titled('salon_gbp'), text(/•••|\*\*\*/)),
    );
    await terminal.press('escape');
    await terminal.waitFor(shows(1), patience);
    await terminal.press('3');
    await terminal.waitFor(shows(3));
    await terminal.press('/', ...'ERROR|502', 'enter');
    await take('logs', 'cockpit: logs with a search', pane(3, text(/^┃[^│]*\/ ERROR\|502/m)));
    await terminal.press('4');
    const runs = needs('running statement', (screen) => !screen.text.includes('no active sessions'));
    await take('postgres', 'cockpit: Postgres', pane(4, runs));
    await terminal.press('5');
    await take('queues', 'cockpit: queues', pane(5));
    await terminal.press('6');
    await take('alerts', 'cockpit: alerts', pane(6));
    await terminal.press('0');
    await terminal.waitFor((screen) => overview(screen) === undefined, patience);
    await terminal.press('?');
    await take('help', 'cockpit: help', all(site502, titled('help ')));
  });
  await session(studio, { args: ['--lang', 'en', 'drill'], columns: 80, rows: 24 }, (_, take) =>
    take('overview-80x24', 'cockpit at 80×24', filled),
  );
  await session(studio, { args: ['--lang', 'en', 'watch', 'drill'] }, (_, take) =>
    take('wall', 'cockpit watch: a wall monitor', text(/CRITICAL[\s\S]*502/)),
  );
}
