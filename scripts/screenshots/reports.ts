import { makeHosts } from './host-list.js';
import { all, needs, newHome, type Studio, session, text } from './session.js';

/** What stands before or beside the screens: the choice of a host, the drills there are, what serves the runbooks. */
export async function reportPictures(studio: Studio): Promise<void> {
  await session(studio, { args: ['--lang', 'en', 'coverage'], rows: 24 }, async (terminal, take) => {
    await terminal.exit;
    await take('coverage', 'cockpit coverage: what serves which item of the runbooks', text(/\S/));
  });
  await session(studio, { args: ['--lang', 'en', 'drill', 'list'] }, async (terminal, take) => {
    await terminal.exit;
    await take('drill-list', 'cockpit drill list: what can go wrong', text(/--scenario ID/));
  });
  const home = newHome(studio);
  const stop = await makeHosts(home);
  try {
    const answered = needs('answers', (screen) => !screen.text.includes('checking'));
    await session(studio, { args: ['--lang', 'en'], rows: 16, home }, (_, take) =>
      take('hosts', 'cockpit: choose a host', all(text(/warehouse/), answered)),
    );
  } finally {
    stop();
  }
}
