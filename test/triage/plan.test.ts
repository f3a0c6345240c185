import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../src/domain/failure.js';
import { bothLanguages } from '../../src/domain/message.js';
import type { Act, Deed } from '../../src/domain/playbook.js';
import { quoteArgv } from '../../src/domain/text/quote-argv.js';
import { needsPins } from '../../src/triage/pins.js';
import { type PlanOptions, planOf } from '../../src/triage/plan.js';
import { hostile, hostilePath } from './support/hostile.js';
import { both } from './support/rules.js';

const types = {
  app: { type: 'container' },
  dir: { type: 'path' },
  session: { type: 'session' },
  server: { type: 'name' },
  options: { type: 'flags' },
} as const;
const values = {
  app: 'salon_gbp_api',
  dir: "/srv/it's 日次",
  session: '4021/2026-01-15 03:00:00+00',
  server: 'main',
  options: '--tls --host=shop.example',
};

const deedOf = (act: Act): Deed => ({
  act,
  risk: 'low',
  confirm: 'key',
  target: '@{app}',
  impact: both('@{app} is away for some seconds'),
  timeoutSeconds: 60,
});

const plan = (act: Act, more: Partial<PlanOptions> = {}) =>
  planOf({
    playbook: 'web-502',
    step: 'start',
    deed: deedOf(act),
    title: both('Start @{app}'),
    values,
    types,
    compose: undefined,
    pins: [],
    ...more,
  });

const run = (argv: readonly string[], stdin?: string): Act => ({
  do: 'run',
  on: 'host',
  argv,
  ...(stdin === undefined ? {} : { stdin }),
});

describe('a plan', () => {
  it('shows sudo in front of docker where the host needs it, in scripts and shells too', () => {
    const sudo = { docker: { sudo: true } };
    const shown = (act: Act) => plan(act, sudo).shown;
    expect(
      plan(run(['docker', 'start', '@{app}']), { ...sudo, undo: deedOf(run(['docker', 'stop', '@{app}'])) }),
    ).toMatchObject({
      run: { argv: ['sudo', '-n', 'docker', 'start', 'salon_gbp_api'] },
      shown: 'sudo -n docker start salon_gbp_api',
      undo: 'sudo -n docker stop salon_gbp_api',
    });
    expect(shown(run(['crontab', '-l']))).toBe('crontab -l');
    expect(shown({ do: 'shell', argv: ['docker', 'exec', '-it', '@{app}', 'sh'] })).toBe(
      'sudo -n docker exec -it salon_gbp_api sh',
    );
    expect(shown({ do: 'script', on: 'host', text: 'docker ps | wc -l', env: {} })).toContain(
      'docker() { sudo -n docker "$@"; }',
    );
    expect(shown({ do: 'script', on: 'host', text: 'uptime', env: {} })).not.toContain('sudo');
  });

  it('has every word in its place, and shows it as one would type it', () => {
    expect(
      plan(run(['docker', 'start', '@{app}']), { undo: deedOf(run(['docker', 'stop', '@{app}'])) }),
    ).toEqual({
      playbook: 'web-502',
      step: 'start',
      title: bothLanguages('Start salon_gbp_api', 'Start salon_gbp_api。'),
      run: { kind: 'command', on: 'host', argv: ['docker', 'start', 'salon_gbp_api'] },
      shown: 'docker start salon_gbp_api',
      risk: 'low',
      confirm: 'key',
      target: 'salon_gbp_api',
      impact: bothLanguages(
        'salon_gbp_api is away for some seconds',
        'salon_gbp_api is away for some seconds。',
      ),
      undo: 'docker stop salon_gbp_api',
      pins: [],
      timeoutMs: 60_000,
    });
  });

  it('makes a word of each flag, where flags stand alone', () => {
    const { run: command } = plan(run(['kamal-proxy', 'deploy', 'shop', '@{options}']));
    expect(command).toMatchObject({
      argv: ['kamal-proxy', 'deploy', 'shop', '--tls', '--host=shop.example'],
    });
    expect(plan(run(['echo', 'x@{options}'])).run).toMatchObject({
      argv: ['echo', 'x--tls --host=shop.example'],
    });
  });

  it('puts the files of the host in front of docker compose', () => {
    const compose = ['docker', 'compose', '-f', '/opt/salon gbp/a.yml'];
    expect(plan({ do: 'compose', args: ['up', '-d', '@{server}'] }, { compose })).toMatchObject({
      run: { kind: 'command', on: 'host', argv: [...compose, 'up', '-d', 'main'] },
      shown: "docker compose -f '/opt/salon gbp/a.yml' up -d main",
    });
    expect(() => plan({ do: 'compose', args: ['ps'] })).toThrow('triage.compose.none');
  });

  it('binds the values of a statement and shows them beside it', () => {
    const text = "SELECT pg_terminate_backend(split_part($1, '/', 1)::int)";
    expect(plan({ do: 'sql', server: '@{server}', text, params: ['@{session}'] })).toMatchObject({
      run: { kind: 'sql', server: 'main', text, params: ['4021/2026-01-15 03:00:00+00'] },
      shown: `-- main\n${text}\n-- $1 = '4021/2026-01-15 03:00:00+00'`,
    });
  });

  it('shows a shell as its command, standard input as a here-document, and no secret', () => {
    expect(plan({ do: 'shell', argv: ['docker', 'exec', '-it', '@{app}', 'sh'] }).shown).toBe(
      'docker exec -it salon_gbp_api sh',
    );
    expect(plan(run(['cat'], 'END\nx')).shown).toBe("cat <<'END_'\nEND\nx\nEND_");
    expect(plan(run(['redis-cli', '-u', 'redis://:hunter2@db'])).shown).toBe('redis-cli -u redis://:•••@db');
  });

  it.each<[string, Act]>([
    ['a template in a script', { do: 'script', on: 'host', text: 'docker start @{app}', env: {} }],
    ['a template in a statement', { do: 'sql', server: 'main', text: 'SELECT @{app}', params: [] }],
    ['a name that is none', { do: 'script', on: 'host', text: 'id', env: { 'A;id;B': '@{app}' } }],
    ['a name that is an option', { do: 'script', on: 'host', text: 'id', env: { '-S': '@{app}' } }],
    ['a value that is missing', run(['docker', 'start', '@{other}'])],
    ['a character that nobody sees', run(['docker', 'start', 'a\u202eb'])],
  ])('is refused for %s', (_, act) => {
    expect(() => plan(act)).toThrow(FailureError);
  });
});

/** The words that a shell makes of a line, by its own builtin printf. */
function wordsOf(shell: readonly [string, ...string[]], line: string): readonly string[] {
  const [file, ...args] = shell;
  const script = `set -- ${line}\nfor word do printf '%s\\0' "$word"; done`;
  const output = execFileSync(file, [...args, '-c', script], { encoding: 'utf8', cwd: '/' });
  return output.split('\0').slice(0, -1);
}

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof FailureError) return undefined;
    throw error;
  }
};

const shells: readonly [string, ...string[]][] = [['sh'], ['bash'], ['dash'], ['busybox', 'sh']];

describe('in a real shell', () => {
  it.each(shells.filter(([file]) => existsSync(`/usr/bin/${file}`) || existsSync(`/bin/${file}`)))(
    'no value becomes more than one word or leaves its place: %s %s',
    (...shell) => {
      let kept = 0;
      fc.assert(
        fc.property(hostilePath, fc.oneof(hostile, hostilePath), (dir, any) => {
          const made = attempt(() =>
            plan(run(['one', '@{dir}', '--opt=@{dir}', '@{any}', 'last']), {
              values: { ...values, dir, any },
              types: { ...types, any: { type: 'enum', choices: [any] } },
            }),
          );
          if (made?.run.kind !== 'command') return;
          kept += 1;
          const words = ['one', dir, `--opt=${dir}`, any, 'last'];
          expect(made.run.argv).toEqual(words);
          const real = shell.filter((part) => part !== undefined) as [string, ...string[]];
          expect(wordsOf(real, quoteArgv(made.run.argv))).toEqual(words);
          // Masking may put dots in place of a secret, nothing else differs.
          if (!made.shown.includes('•••')) expect(wordsOf(real, made.shown)).toEqual(words);
        }),
        { numRuns: 150 },
      );
      expect(kept).toBeGreaterThan(20);
      expect(existsSync('/tmp/cockpit-injected')).toBe(false);
    },
    120_000,
  );

  it('a script gets its values through the environment, as they are', () => {
    const text = `printf '%s\\0' "$FIRST" "$SECOND" "$#"`;
    let kept = 0;
    fc.assert(
      fc.property(hostilePath, hostilePath, (first, second) => {
        const made = attempt(() =>
          plan(
            { do: 'script', on: 'host', text, env: { FIRST: '@{dir}', SECOND: 'is @{more}' } },
            { values: { ...values, dir: first, more: second }, types: { ...types, more: { type: 'path' } } },
          ),
        );
        if (made?.run.kind !== 'command') return;
        kept += 1;
        expect(made.run.argv.slice(0, 1)).toEqual(['env']);
        expect(made.run.argv.slice(3)).toEqual(['bash', '-c', `set -euo pipefail\n${text}`]);
        const expected = `${first}\0is ${second}\x000\0`;
        const [file = '', ...args] = made.run.argv;
        expect(execFileSync(file, args, { encoding: 'utf8' })).toBe(expected);
        if (made.shown.includes('•••')) return;
        expect(execFileSync('sh', ['-c', made.shown], { encoding: 'utf8' })).toBe(expected);
      }),
      { numRuns: 150 },
    );
    expect(kept).toBeGreaterThan(20);
  }, 120_000);

  it('a script stops at its first error, in a pipe too', () => {
    const made = plan({ do: 'script', on: 'host', text: 'false | true\necho on', env: {} });
    if (made.run.kind !== 'command') throw new Error('a script is a command');
    const [file = '', ...args] = made.run.argv;
    expect(() => execFileSync(file, args, { stdio: 'pipe' })).toThrow();
  });

  it('standard input reaches the command as it is, with a line break at its end', () => {
    fc.assert(
      fc.property(fc.array(hostilePath, { minLength: 1, maxLength: 3 }), (lines) => {
        const declared = Object.fromEntries(lines.map((_, i) => [`v${i}`, { type: 'path' } as const]));
        const given = Object.fromEntries(lines.map((line, i) => [`v${i}`, line]));
        const stdin = lines.map((_, i) => `END\n@{v${i}}`).join('\n');
        const made = attempt(() =>
          plan(run(['cat'], stdin), { values: { ...values, ...given }, types: { ...types, ...declared } }),
        );
        if (!made || made.shown.includes('•••')) return;
        const output = execFileSync('sh', ['-c', made.shown], { encoding: 'utf8' });
        expect(output).toBe(`${lines.map((line) => `END\n${line}`).join('\n')}\n`);
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

describe('what must still be the same when it runs', () => {
  it('is every container and session that the action names, each once', () => {
    const act: Act = {
      do: 'sql',
      server: '@{server}',
      text: 'SELECT $1',
      params: ['@{session}', '@{session}'],
    };
    expect(needsPins(deedOf(act), types, values)).toEqual([
      { kind: 'session', server: 'main', session: '4021/2026-01-15 03:00:00+00' },
      { kind: 'container', name: 'salon_gbp_api' },
    ]);
    const script: Act = { do: 'script', on: 'host', text: 'true', env: { C: 'name=@{app}', D: '@{dir}' } };
    expect(needsPins(deedOf(script), types, values)).toEqual([{ kind: 'container', name: 'salon_gbp_api' }]);
  });

  it('a session outside a statement has no server to ask, so there is no plan', () => {
    expect(() => needsPins(deedOf(run(['kill', '@{session}'])), types, values)).toThrow('triage.pin.server');
  });
});
