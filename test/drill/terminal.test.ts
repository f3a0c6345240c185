import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Terminal } from '../../src/drill/terminal/terminal.js';
import { type RunningDrill, runDrill } from './drill.js';

const patience = 20_000;

describe('a terminal of the practice machine', () => {
  const at = () => {
    let shown = '';
    const terminal = new Terminal((text) => {
      shown += text;
    });
    return { terminal, type: (text: string) => terminal.feed(Buffer.from(text)), shown: () => shown };
  };

  test('echoes a line, takes back what is erased, also a wide character, and gives the rest', async () => {
    const { terminal, type, shown } = at();
    const typed = terminal.read('$ ');
    type('ls 渋\x7f\x7f -l\r');
    expect(await typed).toEqual({ line: 'ls -l' });
    expect(shown()).toBe('$ ls 渋\b\b  \b\b\b \b -l\r\n');
  });

  test('keeps what is typed ahead for the next prompt, and knows no arrow keys', async () => {
    const { terminal, type } = at();
    type('one\rtwo\x1b[A\x1bOB!\r');
    expect([await terminal.read('$ '), await terminal.read('$ ')]).toEqual([
      { line: 'one' },
      { line: 'two!' },
    ]);
  });

  test('a character that comes in two pieces is one', async () => {
    const { terminal } = at();
    const [first, ...rest] = Buffer.from('港');
    const typed = terminal.read('');
    terminal.feed(Buffer.from([first ?? 0]));
    terminal.feed(Buffer.from([...rest, 0x0d]));
    expect(await typed).toEqual({ line: '港' });
  });

  test('Ctrl-C at a prompt is a new one, elsewhere it interrupts; Ctrl-D ends on an empty line alone', async () => {
    const { terminal, type } = at();
    const first = terminal.read('$ ');
    type('abc\x03');
    expect(await first).toBe('interrupted');
    const aborted = terminal.interruptible(async (outer) =>
      terminal.interruptible(async (inner) => {
        type('\x03');
        return [outer.aborted, inner.aborted];
      }),
    );
    expect(await aborted).toEqual([false, true]);
    const second = terminal.read('$ ');
    type('x\x04\x15\x04');
    expect(await second).toBe('ended');
  });

  test('a Ctrl-C right behind a line is for what the line begins, not for the program that reads it', async () => {
    const { terminal, type } = at();
    await terminal.interruptible(async (program) => {
      const line = terminal.read('=# ');
      type('select pg_sleep(60);\r\x03');
      await line;
      expect(await terminal.interruptible(async (statement) => statement.aborted)).toBe(true);
      const next = terminal.read('=# ');
      type('select 1\r\x03');
      await next;
      expect(await terminal.read('-# ')).toBe('interrupted');
      expect(program.aborted).toBe(false);
    });
  });
});

describe('shells of the practice machine', () => {
  let drill: RunningDrill;
  beforeAll(async () => {
    drill = await runDrill();
  }, 180_000);
  afterAll(() => drill[Symbol.asyncDispose]());

  /** Types what stands behind each prompt and gives all that was shown. */
  async function talk(argv: readonly string[], script: readonly (readonly [prompt: string, keys: string])[]) {
    const remote = await drill.link.terminal(argv, { columns: 100, rows: 30, term: 'xterm-256color' });
    let shown = '';
    let from = 0;
    remote.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString('utf8');
    });
    for (const [prompt, keys] of script) {
      await expect.poll(() => shown.slice(from), { timeout: patience }).toContain(prompt);
      from = shown.indexOf(prompt, from) + prompt.length;
      remote.stdin.write(keys);
    }
    const { code } = await remote.exit;
    return { shown: shown.replaceAll('\r\n', '\n'), code };
  }
  const inside = (container: string, ...argv: string[]) => ['docker', 'exec', '-it', container, ...argv];

  test("a container's shell runs its programs on its own files, and ends with exit", async () => {
    const { shown, code } = await talk(inside('salon_gbp_web', 'sh'), [
      ['/ # ', 'wget -qO- http://127.0.0.1:8000/healthz; echo "answer $?"\r'],
      ['answer 0', 'ls /opt | wc -l; cat /etc/os-release | grep ^ID; nosuch\r'],
      ['not found', 'exit 3\r'],
    ]);
    expect(shown).toContain('ID=alpine');
    expect(shown).toContain('nosuch: not found');
    expect(shown).toMatch(/\n0\nID=/);
    expect(code).toBe(3);
  });

  test('psql answers statements over several lines and its own commands; Ctrl-C ends a statement, \\q the session', async () => {
    const { shown, code } = await talk(inside('salon_gbp_db', 'psql', '-U', 'salon_gbp', '-d', 'salon_gbp'), [
      ['salon_gbp=# ', 'select id, name\r'],
      ['salon_gbp-# ', 'from salons order by id limit 1;\r'],
      ['salon_gbp=# ', '\\dt\r'],
      ['salon_gbp=# ', 'select 1/0;\r'],
      ['salon_gbp=# ', 'select pg_sleep(600);\r'],
      ['pg_sleep(600);\r\n', '\x03'],
      ['canceling statement', ''],
      ['salon_gbp=# ', '\\q\r'],
    ]);
    expect(shown).toContain(' id |      name      \n----+----------------\n  1 | ヘアサロン青山\n(1 row)');
    expect(shown).toMatch(/ public\s+\| app_users\s+\| table/);
    expect(shown).toContain('ERROR:  division by zero');
    expect(code).toBe(0);
  }, 120_000);

  test('redis-cli asks at its prompt and shows types', async () => {
    const { shown } = await talk(inside('salon_gbp_redis', 'redis-cli'), [
      ['6379> ', 'LLEN posting\r'],
      ['(integer)', ''],
      ['6379> ', '\x04'],
    ]);
    expect(shown).toMatch(/\(integer\) \d+\n/);
  });

  test('the login shell keeps folder and variables, opens what talks, and Ctrl-C ends what runs on', async () => {
    const { shown, code } = await talk(
      ['bash'],
      [
        ['$ ', 'cd /opt/salon-gbp && pwd; n=4\r'],
        ['salon-gbp$ ', 'echo n=$((n + 1))\r'],
        ['n=5', 'docker exec -it salon_gbp_api sh\r'],
        ['\n# ', 'hostname\r'],
        ['\n# ', '\x04'],
        ['salon-gbp$ ', 'sleep 600\r'],
        ['sleep 600', '\x03'],
        ['salon-gbp$ ', 'echo status $?\r'],
        ['salon-gbp$ ', 'echo "one\r'],
        ['\n> ', 'two" | tr a-z A-Z\r'],
        ['salon-gbp$ ', 'if true\r'],
        ['\n> ', '\x03'],
        ['salon-gbp$ ', 'exit 0\r'],
      ],
    );
    expect(shown).toContain('\n/opt/salon-gbp\n');
    expect(shown).toContain('status 130');
    expect(shown).toContain('\nONE\nTWO\n');
    expect(code).toBe(0);
  });

  test('without a terminal docker refuses one', async () => {
    const { stderr, exit } = await drill.link.exec(inside('salon_gbp_api', 'sh'));
    const said = text(stderr);
    expect((await exit).code).toBe(1);
    expect(await said).toBe('the input device is not a TTY\n');
  });
});
