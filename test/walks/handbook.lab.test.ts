import { test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type FaultCase, faultSection, solveFault } from './solve-fault.js';
import { openSystem, startSystem, type WalkedSystem } from './systems.js';

interface Case extends FaultCase {
  readonly system: WalkedSystem;
}

const asked = (path: string, domain: string) =>
  `curl -sk -m 5 --resolve ${domain}:443:127.0.0.1 https://${domain}${path}`;

/** What no signal tells: somebody calls, and the tree is opened from the list. */
const cases: readonly Case[] = [
  {
    system: 'salon',
    fault: 'whitescreen',
    says: 'the page stays white: it names a script that the image does not have',
    playbook: 'white-screen',
    cause: 'asset-is-page',
    quotes: /<!doctype html>/,
    repaired: / up -d --build --no-deps web$/,
    proof: `${asked('/', 'salon-gbp.example')} | grep -q サロン管理`,
  },
  {
    system: 'salon',
    fault: 'migratefails',
    says: 'the migration of the release that was pulled fails',
    playbook: 'migrate',
    cause: 'migration-nulls',
    quotes: /ERROR: +column "status" of relation "salons" contains null values/,
    // Down the list of commits: past the one in between, to the one that fits the database.
    choices: { choose: [0, 1] },
    repaired: /alembic upgrade head[\s\S]* checkout [\s\S]* build[\s\S]* up -d --no-build/,
    proof: `git -C /opt/salon-gbp log -1 --format=%s | grep -q 重要度 && ${asked('/api/health', 'salon-gbp.example')} | grep -q '"version":"1.4.2"'`,
  },
  {
    system: 'psyfit',
    fault: 'wrongkey',
    says: 'nobody can log in: the key that opens what users have stored was replaced',
    playbook: 'login-fails',
    cause: 'key-changed',
    quotes: /OpenSSL::Cipher::CipherError/,
    byHand: 'cp -p /run/lab/secrets.good /var/www/psyfit/.kamal/secrets',
    repaired: /bin\/deploy\.sh/,
    proof: `${asked('/api/v1/auth/sign_in', 'psyfit.example')} | grep -q success`,
  },
];

describeLab('what somebody calls about and no signal tells', () => {
  const rows = faultSection('handbook', cases.length);

  test.each(cases)(
    '$system, $says: $cause, repaired',
    async (one) => {
      const lab = await startSystem(one.system);
      rows.add(await solveFault({ ...one, opened: true }, { lab, open: () => openSystem(lab, one.system) }));
    },
    240_000,
  );
});
