import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { FakeTerminal } from '../access/operate/fake-terminal.js';
import { describeLab } from '../lab/describe-lab.js';
import { expectHealthy } from '../lab/expect-healthy.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type Checkout, cloneCheckout } from '../lab/operator/checkout.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { type Choices, type Repair, walkToEnd } from './walk-through.js';

interface Case {
  readonly fault: string;
  readonly says: string;
  readonly playbook: string;
  /** No signal tells of it: the tree is opened by hand. */
  readonly opened?: true;
  /** The cause is found only behind a deed. */
  readonly late?: true;
  /** Id of the first cause that the walk names, in the tree or in one that it calls. */
  readonly cause: string;
  readonly quotes: RegExp;
  readonly ends: Repair['ended'];
  readonly choices?: Choices;
  /** What the first of the commands that repaired it must say, in their order. */
  readonly repairs: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    fault: 'webgone',
    says: 'a prune has deleted the stopped web container',
    playbook: 'kamal-down',
    cause: 'container-gone',
    quotes: /version: [0-9a-f]{40}/,
    ends: 'resolved',
    repairs: [/ app boot --version=/],
  },
  {
    fault: 'redisgone',
    says: 'an accessory has no container any more',
    playbook: 'kamal-accessory',
    cause: 'accessory-gone',
    quotes: /state: missing/,
    ends: 'resolved',
    repairs: [/ accessory boot /],
  },
  {
    fault: 'webleak',
    says: 'a process of web takes nearly all memory of its container',
    playbook: 'kamal-memory',
    cause: 'web-memory',
    quotes: /puma: cluster worker 1/,
    ends: 'mitigated',
    repairs: [/ app boot --version=/],
  },
  {
    fault: 'certrenewed',
    says: 'the certificate has ended; its renewed file was not read',
    playbook: 'kamal-certificate',
    cause: 'certificate-not-read',
    quotes: /days_left: (59|60)/,
    ends: 'resolved',
    repairs: [/^docker exec kamal-proxy kamal-proxy deploy psyfit-web --target \S+ .*--tls /],
  },
  {
    fault: 'deploylock',
    says: 'a killed deploy has left the deploy lock behind',
    playbook: 'kamal-lock',
    opened: true,
    cause: 'lock-left',
    quotes: /by: tanaka/,
    ends: 'resolved',
    repairs: [/ lock release/],
  },
  {
    fault: 'dataloss',
    says: 'every reservation is lost',
    playbook: 'kamal-restore',
    opened: true,
    late: true,
    cause: 'data-lost',
    quotes: /table public\.reservations live 0 restored \d+/,
    ends: 'resolved',
    choices: { 'when-to-stop': [1], 'less-than-live': [1] },
    repairs: [],
  },
  {
    fault: 'badbackup',
    says: 'the newest backup is cut off',
    playbook: 'recovery-drill',
    opened: true,
    cause: 'backup-cut-off',
    quotes: /^0$/,
    ends: 'resolved',
    repairs: [],
  },
];

const rows: FaultRow[] = [];

describeLab("Kamal on the operator's machine", () => {
  let lab: Lab;
  let checkout: Checkout;
  const said = async (command: string) => (await lab.run(command)).stdout.trim();

  beforeAll(async () => {
    lab = await startLab('psyfit');
    checkout = cloneCheckout(lab);
  }, 240_000);
  afterAll(() => {
    checkout?.remove();
    if (writesFaults && rows.length === cases.length) writeFaults('kamal-operator', rows);
  });

  /** The psyfit entry as its operator has it who has the checkout, too. */
  const entry = () => {
    const host = psyfitEntry(lab);
    if (host.stack.kind !== 'kamal') throw new Error('psyfit is no Kamal host');
    return { ...host, stack: { ...host.stack, checkout: checkout.dir } };
  };

  /** The first cause named since the tree was opened, and when. */
  const causeOf = async (live: LabGuide, id: string) => {
    await live.until(
      `the cause ${id}`,
      ({ guide }) => Object.values(guide.walks).some((walk) => walk.cause?.id === id),
      60_000,
    );
    return named(live, id);
  };
  const named = (live: LabGuide, id: string) =>
    Object.values(live.state().guide.walks).find((walk) => walk.cause?.id === id)?.cause;
  /**
   * Where a queue has filled a table since the backup, the comparison asks about that one first and names no cause; what
   * is lost stands in the same evidence.
   */
  const evidenceLine = (live: LabGuide, pattern: RegExp) =>
    Object.values(live.state().guide.walks)
      .flatMap(({ visits }) => visits.flatMap(({ evidence }) => evidence))
      .flatMap(({ lines }) => lines.map(({ text }) => text))
      .find((text) => pattern.test(text));

  test.each(cases)(
    '$fault: $says',
    async (one) => {
      const before = await said('docker exec kamal-proxy kamal-proxy list | tail -n 1');
      const undo = await lab.fault(one.fault);
      let live: LabGuide | undefined;
      try {
        live = await startLabGuide(lab, { entry: entry() });
        const open = live;
        if (!one.opened) {
          await open.until(
            `${one.playbook} is offered first`,
            ({ guide: { offers } }) => offers[0]?.playbook === one.playbook && offers[0].score > 0,
            90_000,
          );
        }
        const began = Date.now();
        if (one.opened) await openTree(open, one.playbook);
        else open.press('t', 'enter');
        const walked = one.late ? await walkToEnd(open, undefined, one.choices) : undefined;
        const cause = walked ? named(open, one.cause) : await causeOf(open, one.cause);
        const quote = cause?.quote ?? evidenceLine(open, one.quotes);
        const [seconds, keys] = [(Date.now() - began) / 1000, open.keys.length];
        expect(quote).toMatch(one.quotes);
        const { commands, ended } = walked ?? (await walkToEnd(open, undefined, one.choices));
        const way = open
          .walk()
          ?.visits.map(({ step }) => step)
          .join(' → ');
        expect(ended, way).toBe(one.ends);
        one.repairs.forEach((repair, i) => {
          expect(commands[i]).toMatch(repair);
        });
        expect(commands.join('\n')).not.toMatch(/lab-db-password|lab-secret-key/);
        const { fault, says, playbook: suggested } = one;
        const text = translate('en', cause?.text ?? bothLanguages('', ''));
        rows.push({
          fault,
          says,
          suggested,
          cause: text,
          quote: quote ?? '',
          keys,
          seconds,
          repair: commands,
        });
        if (!writesFaults) expect(isDocumented({ fault, says, suggested })).toBe(true);
        // TLS and the name are as they were, whatever was deployed to the proxy meanwhile.
        const after = await said('docker exec kamal-proxy kamal-proxy list | tail -n 1');
        expect(after.replace(/[\d.]+:3000/, '')).toBe(before.replace(/[\d.]+:3000/, ''));
        expect(await said('ls -d /home/ops/.kamal/lock-* 2>/dev/null')).toBe('');
        await expectHealthy(lab);
      } finally {
        await live?.stop();
        await undo();
      }
    },
    240_000,
  );

  describe('without a fault', () => {
    let live: LabGuide;
    const terminal = new FakeTerminal();
    const path = process.env.PATH;
    beforeAll(async () => {
      process.env.PATH = `${checkout.bin}:${path}`;
      live = await startLabGuide(lab, { entry: entry(), terminal });
    }, 120_000);
    afterAll(async () => {
      process.env.PATH = path;
      await live?.stop();
    });
    const walk = async (playbook: string, choices?: Choices) => {
      await openTree(live, playbook);
      const repair = await walkToEnd(live, undefined, choices);
      // The next tree is looked for from the top of the list.
      live.press('enter', 't', 'g', '0');
      return repair;
    };

    test("a backup is made and copied to the operator's machine, where git does not see it", async () => {
      expect(await walk('kamal-backup')).toMatchObject({ ended: 'resolved' });
      const [name = ''] = readdirSync(join(checkout.dir, 'backups')).filter((one) => one.endsWith('.gz'));
      const [here, there] = [
        createHash('sha256')
          .update(readFileSync(join(checkout.dir, 'backups', name)))
          .digest('hex'),
        await said(`sha256sum /var/backups/psyfit/${name} | cut -c1-64`),
      ];
      expect(here).toBe(there);
      expect(checkout.run('git', 'status', '--porcelain')).toBe('');
    }, 120_000);

    test('the file cache is cleared in the container that serves', async () => {
      const inWeb = (command: string) =>
        said(`docker exec $(docker ps -q --filter name=psyfit-web-) sh -c '${command}'`);
      await inWeb('mkdir -p tmp/cache && touch tmp/cache/a');
      expect(await walk('kamal-cache-clear')).toMatchObject({ ended: 'resolved' });
      expect(await inWeb('find tmp/cache -type f')).toBe('');
    }, 90_000);

    test('the maintenance page comes and goes', async () => {
      const status = () => said('curl -sk -o /dev/null -w "%{http_code}" https://psyfit.example/up');
      expect(await walk('kamal-maintenance')).toMatchObject({ ended: 'mitigated' });
      expect(await status()).toBe('503');
      expect(await walk('kamal-maintenance')).toMatchObject({ ended: 'resolved' });
      expect(await status()).toBe('200');
    }, 120_000);

    test('the database is vacuumed and analysed', async () => {
      expect(await walk('vacuum')).toMatchObject({ ended: 'resolved' });
    }, 120_000);

    test('a shell is opened in the container that serves', async () => {
      await openTree(live, 'kamal-shell');
      terminal.shown = '';
      const walking = walkToEnd(live);
      await expect.poll(() => terminal.shown, { timeout: 30_000 }).toMatch(/[#$] $/);
      terminal.type('echo "at $KAMAL_HOST"\r');
      await expect.poll(() => terminal.shown, { timeout: 15_000 }).toMatch(/at psyfit\.example/);
      terminal.type('exit\r');
      expect(await walking).toMatchObject({ ended: 'resolved' });
    }, 90_000);
  });
});
