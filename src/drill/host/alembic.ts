import type { DrillContainer } from '../system/container.js';
import type { Said } from '../system/inside.js';
import { databaseRefusal, releaseOf } from '../system/program.js';
import { type Host, record } from './host.js';

interface Revision {
  readonly id: string;
  readonly version: string;
  readonly message: string;
}

/** One migration per release that has one, oldest first. */
export const revisions: readonly Revision[] = [
  { id: '0001_initial', version: '1.4.0', message: 'initial' },
  { id: '0002_posts', version: '1.4.1', message: 'posts' },
  { id: '0003_alerts', version: '1.4.2', message: 'alerts' },
  { id: '0004_salon_connected_at', version: '1.5.0', message: 'salon connected at' },
];

/** `alembic current|heads|history|upgrade head|downgrade REVISION` with the migrations of the image that it runs in. */
export async function alembic(args: readonly string[], container: DrillContainer, host: Host): Promise<Said> {
  const [command = '', ...rest] = args.filter((word) => !/^(-v|--verbose|-c|alembic\.ini)$/.test(word));
  const version = releaseOf(host.system, container)?.version ?? '';
  const known = revisions.filter((one) => one.version <= version);
  const head = known.at(-1);
  const log = 'INFO  [alembic.runtime.migration]';
  const begin = `${log} Context impl PostgresqlImpl.\n${log} Will assume transactional DDL.\n`;
  const refusal = databaseRefusal(host.system, container);
  if (command === 'heads') return { stdout: `${head?.id} (head)\n` };
  if (refusal !== undefined) {
    return { stderr: `sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) ${refusal}\n`, code: 1 };
  }
  const now = known.findIndex(({ id }) => id === host.system.migration);
  if (now < 0) {
    return {
      stderr: `${begin}ERROR [alembic.util.messaging] Can't locate revision identified by '${host.system.migration}'\nFAILED: Can't locate revision identified by '${host.system.migration}'\n`,
      code: 255,
    };
  }
  switch (command) {
    case 'current':
      return { stdout: `${host.system.migration}${known[now] === head ? ' (head)' : ''}\n`, stderr: begin };
    case 'history':
      return {
        stdout: known
          .map(
            ({ id, message }, n) =>
              `${known[n - 1]?.id ?? '<base>'} -> ${id}${known[n] === head ? ' (head)' : ''}, ${message}\n`,
          )
          .toReversed()
          .join(''),
      };
    case 'upgrade':
    case 'downgrade': {
      const to = target(rest.at(-1) ?? '', now, known);
      if (to < 0 || (command === 'upgrade' ? to < now : to > now)) {
        return { stderr: `FAILED: Can't locate revision identified by '${rest.at(-1) ?? ''}'\n`, code: 255 };
      }
      const lines: string[] = [];
      for (let n = now; n !== to; n += to > now ? 1 : -1) {
        const [from, next] = [known[n], known[to > now ? n + 1 : n - 1]];
        const word = to > now ? 'upgrade' : 'downgrade';
        lines.push(
          `${log} Running ${word} ${from?.id} -> ${next?.id}, ${(to > now ? next : from)?.message}\n`,
        );
      }
      host.system.migration = known[to]?.id ?? host.system.migration;
      host.neighbours.revise(host.system.migration);
      record(host, ['docker', 'exec', container.spec.name, 'alembic', ...args], {
        ok: true,
        harm: to < now ? 'data' : 'none',
        service: 'db',
      });
      return { stderr: begin + lines.join('') };
    }
    default:
      return { stderr: `alembic: error: invalid choice: '${command}'\n`, code: 2 };
  }
}

function target(name: string, now: number, known: readonly Revision[]): number {
  if (name === 'head' || name === 'heads') return known.length - 1;
  if (/^[+-]\d+$/.test(name)) return known[now + Number(name)] ? now + Number(name) : -1;
  return known.findIndex(({ id }) => id === name || id.startsWith(`${name}_`));
}
