import { afterAll, beforeAll, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import type { State } from '../../src/store/state.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';
import { type ByHand, type Repair, walkToEnd } from './walk-through.js';

interface Case {
  /** Name of the lab's fault. */
  readonly fault: string;
  readonly says: string;
  readonly playbook: string;
  /** Id of the cause that the walk must name. */
  readonly cause: string;
  /** What its quoted line must say. */
  readonly quotes: RegExp;
  readonly ends: Repair['ended'];
  /** What only a person can do about it. */
  readonly byHand?: (lab: Lab) => ByHand;
}

/** The person who corrects the file of secrets, which no playbook opens. */
const repairSecrets = (lab: Lab) => () =>
  lab.run('cp -p /run/lab/secrets.good /var/www/psyfit/.kamal/secrets');

const badRelease: Case = {
  fault: 'badrelease',
  says: 'the new release answers 500, after a deploy that went well',
  playbook: 'kamal-rollback',
  cause: 'bad-release',
  quotes: /500/,
  ends: 'resolved',
};

const others: readonly Case[] = [
  {
    fault: 'badboot',
    says: 'the new release does not start, the one before still serves',
    playbook: 'container-wont-start',
    cause: 'module-missing',
    quotes: /cannot load such file/,
    ends: 'mitigated',
  },
  {
    fault: 'badkey',
    says: 'RAILS_MASTER_KEY does not fit the credentials',
    playbook: 'container-wont-start',
    cause: 'master-key',
    quotes: /AEAD authentication tag verification failed/,
    ends: 'resolved',
    byHand: repairSecrets,
  },
  {
    fault: 'noattrkey',
    says: 'ATTR_ENCRYPTED_KEY is missing',
    playbook: 'container-wont-start',
    cause: 'secret-missing',
    quotes: /ATTR_ENCRYPTED_KEY environment variable must be set/,
    ends: 'resolved',
    byHand: repairSecrets,
  },
];

const rows: FaultRow[] = [];
const wellServed = /^\s*Verify return code: 0 \(ok\)\n200 301$/;

describeLab('faults of a Kamal host', () => {
  let lab: Lab;
  const said = async (command: string) => (await lab.run(command)).stdout.trim();
  const until = (live: LabGuide, what: string, passes: (state: State) => boolean) =>
    live.until(what, passes, 90_000);

  /** Injects a fault, expects its playbook first and its cause named, and hands the walk over. */
  const during = async (one: Case, walk: (live: LabGuide) => Promise<Repair>) => {
    const undo = await lab.fault(one.fault);
    let live: LabGuide | undefined;
    try {
      live = await startLabGuide(lab, { entry: psyfitEntry(lab) });
      await until(live, `${one.playbook} is offered first`, ({ guide: { offers } }) => {
        return offers[0]?.playbook === one.playbook && offers[0].score > 0;
      });
      const began = Date.now();
      live.press('t', 'enter');
      await until(live, 'the cause is named', () => live?.walk()?.cause?.id === one.cause);
      const [seconds, keys] = [(Date.now() - began) / 1000, live.keys.length];
      const cause = live.walk()?.cause;
      expect(cause?.quote).toMatch(one.quotes);
      const { commands, ended } = await walk(live);
      expect(ended).toBe(one.ends);
      const { fault, says, playbook: suggested } = one;
      const named = translate('en', cause?.text ?? bothLanguages('', ''));
      rows.push({
        fault,
        says,
        suggested,
        cause: named,
        quote: cause?.quote ?? '',
        keys,
        seconds,
        repair: commands,
      });
      if (!writesFaults) expect(isDocumented({ fault, says, suggested })).toBe(true);
    } finally {
      await live?.stop();
      await undo();
    }
  };

  beforeAll(async () => {
    lab = await startLab('psyfit');
  });
  afterAll(() => {
    if (writesFaults && rows.length === others.length + 1) writeFaults('kamal', rows);
  });

  const state = 'docker exec kamal-proxy cat /home/kamal-proxy/.config/kamal-proxy/kamal-proxy.state';
  const settings = async () => (await said(state)).replace(/"active_targets":\["[^"]*"\]/, '');
  const serves = async () => {
    const [, address] = /"active_targets":\["([\d.]+):3000"\]/.exec(await said(state)) ?? [];
    const format = "'{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}} {{.Name}}'";
    const names = await said(`docker inspect -f ${format} $(docker ps -q --filter name=psyfit-web-)`);
    return names
      .split('\n')
      .find((line) => line.startsWith(`${address} `))
      ?.split('/')[1];
  };
  /** What a browser elsewhere gets: the certificate is checked against the lab's authority. */
  const outside = () =>
    said(
      'openssl s_client -verify_return_error -CAfile /etc/lab-ca/ca.pem -servername psyfit.example -connect psyfit.example:443 </dev/null 2>&1 | grep -m1 "Verify return code"; curl -s --cacert /etc/lab-ca/ca.pem -o /dev/null -w "%{http_code}" https://psyfit.example/api/v1/health; curl -s -o /dev/null -w " %{http_code}" http://psyfit.example/',
    );

  test('a bad release: rolled back with TLS and every option as before, and undone again', async () => {
    const good = await serves();
    const before = await settings();
    await during(badRelease, async (live) => {
      const bad = await serves();
      expect(bad).not.toBe(good);
      expect(await settings()).toBe(before);
      const repair = await walkToEnd(live);
      expect(repair.commands).toHaveLength(3);
      expect(repair.commands[1]).toContain('--tls ');
      expect(await serves()).toBe(good);
      expect(await settings()).toBe(before);
      expect(await outside()).toMatch(wellServed);
      expect(await said(`docker inspect -f '{{.State.Running}}' ${bad}`)).toBe('false');
      await until(live, 'nothing is wrong any more', isWell);
      for (const _ of repair.commands) await undoLast(live);
      expect(await serves()).toBe(bad);
      expect(await settings()).toBe(before);
      expect(await said(`docker inspect -f '{{.State.Running}}' ${good}`)).toBe('false');
      return repair;
    });
    expect(await serves()).toBe(good);
  }, 240_000);

  test.each(others)(
    '$says: the right playbook, its true cause',
    (one) =>
      during(one, async (live) => {
        const repair = await walkToEnd(live, one.byHand?.(lab));
        if (one.ends === 'resolved') await until(live, 'nothing is wrong any more', isWell);
        expect(await outside()).toMatch(wellServed);
        return repair;
      }),
    240_000,
  );
});

/** Undoes the last deed of the walk on show, as it is asked for. */
async function undoLast(live: LabGuide): Promise<void> {
  const left = live.walk()?.undoable.length ?? 0;
  live.press('u');
  const { guide } = await live.until('the question', (s) => s.guide.confirm !== undefined);
  // What comes sooner can't be an answer to what nobody has read.
  await new Promise((done) => setTimeout(done, 400));
  live.type(guide.confirm?.plan.target ?? '');
  live.press('enter');
  await live.until('it is undone', () => (live.walk()?.undoable.length ?? 0) < left, 120_000);
}

function isWell({ data: { situation } }: State): boolean {
  return situation.kind === 'healthy';
}
