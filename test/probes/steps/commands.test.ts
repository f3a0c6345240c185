import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/domain/failure.js';
import type { CommandEnd } from '../../../src/domain/perform.js';
import type { ProbeArgument } from '../../../src/domain/playbook.js';
import { bytesOf } from '../../../src/probes/steps/docker/docker-json.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { capped, linesOf } from '../../../src/probes/steps/seen.js';
import { ended, readersWith } from './support/readers.js';

type Args = Readonly<Record<string, ProbeArgument>>;

function reading(id: string, args: Args, end: CommandEnd) {
  const probe = stepProbes.find((one) => one.id === id);
  if (!probe) throw new Error(`no probe ${id}`);
  const ran: { on: string; argv: readonly string[] }[] = [];
  const from = readersWith({
    commands: {
      run: async (command) => {
        ran.push(command);
        return end;
      },
    },
    compose: async () => ['docker', 'compose', '-f', 'a.yml'],
  });
  const read = probe.read(from, args, { signal: new AbortController().signal, timeoutMs: 5000 });
  return { ran, read };
}
const failureOf = ({ read }: { readonly read: Promise<unknown> }) =>
  read.then(
    (seen) => seen,
    (error: unknown) => (error instanceof FailureError ? error.failure : error),
  );

const exec = { container: 'api', argv: ['curl', '-s', 'http://localhost/'] };

describe('a command of a step', () => {
  test('inside a container goes through docker exec, each word a word', async () => {
    const { ran, read } = reading(
      'exec',
      { ...exec, user: 'app' },
      ended(7, { stderr: 'curl: (7) Failed to connect' }),
    );
    expect(await read).toMatchObject({
      command: 'docker exec -u app api curl -s http://localhost/',
      where: 'host',
      exit: 7,
      lines: [{ text: 'curl: (7) Failed to connect', stream: 'stderr' }],
    });
    expect(ran).toEqual([{ on: 'host', argv: ['docker', 'exec', '-u', 'app', 'api', ...exec.argv] }]);
  });

  test('with compose gets the files of the host entry in front', async () => {
    const { ran, read } = reading('compose', { args: ['ps', '-a'] }, ended(0, { stdout: 'NAME' }));
    await read;
    expect(ran[0]?.argv).toEqual(['docker', 'compose', '-f', 'a.yml', 'ps', '-a']);
  });

  test('psql is always told to read only', async () => {
    const psql = ['psql', '-c', 'SELECT 1'];
    const inside = reading('exec', { container: 'db', argv: psql }, ended(0));
    await inside.read;
    expect(inside.ran[0]?.argv.slice(0, 4)).toEqual([
      'docker',
      'exec',
      '-e',
      expect.stringContaining('default_transaction_read_only=on'),
    ]);
    const outside = reading('run', { argv: ['timeout', '5', ...psql] }, ended(0));
    await outside.read;
    expect(outside.ran[0]?.argv.slice(0, 2)).toEqual([
      'env',
      expect.stringContaining('default_transaction_read_only=on'),
    ]);
  });

  test.each([
    ['exec', { ...exec, argv: ['rm', '-rf', '/'] }],
    ['exec', { ...exec, argv: ['sh', '-c', 'ls'], declared: true }],
    ['exec', { ...exec, container: '--privileged' }],
    ['run', { argv: ['docker', 'rm', '-f', 'api'] }],
    ['run', { argv: [] }],
    ['compose', { args: ['down'] }],
  ])('%s %j is not run at all', async (id, args) => {
    const attempt = reading(id, args, ended(0));
    expect(await failureOf(attempt)).toMatchObject({ kind: expect.stringMatching(/denied|missing/) });
    expect(attempt.ran).toEqual([]);
  });

  test('a declared command is run as it is', async () => {
    const { ran, read } = reading('run', { argv: ['bin/report', '--today'], declared: 'true' }, ended(3));
    expect(await read).toMatchObject({ exit: 3 });
    expect(ran[0]?.argv).toEqual(['bin/report', '--today']);
  });
});

describe('a command that told nothing', () => {
  const daemon =
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
  const denied =
    'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock';
  const absent =
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown';

  test.each([
    ['the link was lost', ended(undefined, {}, { lost: true }), 'unreachable', 'steps.command.lost'],
    ['the time ran out', ended(undefined, {}, { timedOut: true }), 'timeout', 'steps.command.late'],
    ['no Docker', ended(1, { stderr: daemon }), 'unreachable', 'steps.command.no-docker'],
    ['no right to Docker', ended(1, { stderr: denied }), 'denied', 'steps.command.docker-denied'],
    ['no program, told on stdout', ended(126, { stdout: absent }), 'unsupported', 'steps.command.no-program'],
    ['no program, told on stderr', ended(127, { stderr: absent }), 'unsupported', 'steps.command.no-program'],
    ['no program, other status', ended(1, { stdout: absent }), 'unsupported', 'steps.command.no-program'],
    ['exit 127 without a word', ended(127), 'unsupported', 'steps.command.no-program'],
    [
      'no container',
      ended(1, { stderr: 'Error: No such container: api' }),
      'missing',
      'steps.command.no-container',
    ],
    [
      'a stopped container',
      ended(1, { stderr: 'Error response from daemon: Container 4f2 is not running' }),
      'unsupported',
      'steps.command.not-running',
    ],
    ['killed by a signal', ended(undefined, {}, { signal: 'KILL' }), 'malformed', 'steps.command.killed'],
  ])('%s: fails', async (_, end, kind, id) => {
    const failure = await failureOf(reading('exec', exec, end));
    expect(failure).toMatchObject({ kind, what: { id } });
  });

  test('names the program inside the container', async () => {
    const failure = await failureOf(reading('exec', { ...exec, user: 'app' }, ended(127)));
    expect(failure).toMatchObject({ what: { params: { program: 'curl' } } });
  });

  test('words of Docker in the output of something else mean nothing', async () => {
    const { read } = reading('run', { argv: ['cat', '/var/log/x'] }, ended(1, { stdout: daemon }));
    expect(await read).toMatchObject({ exit: 1 });
  });

  test('a command that succeeded may quote them', async () => {
    const { read } = reading('run', { argv: ['docker', 'logs', 'api'] }, ended(0, { stdout: daemon }));
    expect(await read).toMatchObject({ exit: 0 });
  });
});

describe('output of a command', () => {
  test('holds no escape sequence and no secret, not even under a name of its own', async () => {
    const stdout = [
      '\u001b[2Jred',
      'DATABASE_URL=postgresql://app:hunter2@db/app',
      '      STRIPE_KEY: sk_1234567890abcdef',
      '  - "SESSION_SALT=hunter2"',
      'export TOKEN_ENC_KEY_B64=hunter2',
      'PORT=8000',
      'curl -H "Authorization: Bearer hunter2hunter2"',
    ].join('\n');
    const seen = await reading('run', { argv: ['cat', '/etc/x'] }, ended(0, { stdout })).read;
    const shown = JSON.stringify(seen);
    expect(shown).not.toMatch(/hunter2|sk_1234|\\u001b/);
    expect(shown).toContain('PORT=8000');
    expect(shown).toContain('STRIPE_KEY: •••');
  });

  test('is cut at the front', () => {
    const many = linesOf(Array.from({ length: 2100 }, (_, at) => `line ${at}`).join('\n'));
    expect(capped(many)).toMatchObject({ cut: true });
    expect(capped(many).lines).toHaveLength(2000);
    expect(capped(many).lines.at(-1)?.text).toBe('line 2099');
    const long = linesOf(Array.from({ length: 400 }, () => 'x'.repeat(4096)).join('\n'));
    expect(capped(long).lines.length).toBe(255);
    expect(capped(linesOf('a\nb\n'))).toEqual({
      lines: [
        { text: 'a', stream: 'stdout' },
        { text: 'b', stream: 'stdout' },
      ],
    });
  });
});

describe('what the docker command prints', () => {
  test.each([
    ['0B', 0],
    ['12.3kB', 12_300],
    ['1.23GB', 1_230_000_000],
    ['1.2GB (35%)', 1_200_000_000],
    ['2MiB', 2_097_152],
    ['', undefined],
    ['N/A', undefined],
  ])('%j is %j bytes', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  test('something else than JSON fails the look', async () => {
    const failure = await failureOf(reading('disk-usage', {}, ended(0, { stdout: 'Usage: docker' })));
    expect(failure).toMatchObject({ kind: 'malformed' });
  });

  test('an engine that knows no such format fails the look', async () => {
    const failure = await failureOf(
      reading('disk-usage', {}, ended(64, { stderr: 'unknown flag: --format' })),
    );
    expect(failure).toMatchObject({ kind: 'unsupported', detail: 'unknown flag: --format' });
  });
});
