import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type Checkout, cloneCheckout } from '../lab/operator/checkout.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { answer, type Choices, walkToEnd } from './walk-through.js';

/** What the deploys here have done to the host, taken back as root there. */
const asBefore = `
cd /var/www/psyfit
good=psyfit-web-$(git rev-parse HEAD) older=psyfit-web-$(git rev-parse HEAD~1)
docker start $good >/dev/null
runuser -u ops -- bin/point-proxy.sh $good
docker ps -a --format '{{.Names}}' --filter name=psyfit-web- | grep -vx -e $good -e $older | xargs -r docker rm -f
docker images --format '{{.Repository}}:{{.Tag}}' psyfit/web | grep -v -e $(git rev-parse HEAD) -e $(git rev-parse HEAD~1) | xargs -r docker rmi
docker exec psyfit-db psql -U psyfit_prod -d psyfit_production -qc 'alter table reservations drop column if exists canceled_at' \
  -c "delete from schema_migrations where version = '20261118000000'"
rm -rf /home/ops/.kamal/lock-psyfit
bash /lab/host/certificate.sh /opt/kamal-certs psyfit.example 60`;

/** A registry that lets nobody in; `docker login` takes one on the loopback without TLS. */
const refuses = `nohup python3 -c '
from http.server import BaseHTTPRequestHandler, HTTPServer
class Registry(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", "Basic realm=lab")
        self.end_headers()
HTTPServer(("127.0.0.1", 5555), Registry).serve_forever()' >/dev/null 2>&1 & echo $!`;

/** What stands for Let's Encrypt: the certificate is renewed behind a restart of the proxy. */
const renews = `nohup bash -c 'read -r _ < <(timeout 120 docker events --filter container=kamal-proxy --filter event=restart)
bash /lab/host/certificate.sh /opt/kamal-certs psyfit.example 60' >/dev/null 2>&1 &`;

describeLab("a deploy from the operator's machine", () => {
  let lab: Lab;
  let checkout: Checkout;
  let live: LabGuide;
  let origin: string | undefined;
  const path = process.env.PATH;
  const said = async (command: string) => (await lab.run(command)).stdout.trim();
  const git = (...args: readonly string[]) => checkout.run('git', ...args).trim();

  beforeAll(async () => {
    lab = await startLab('psyfit');
    checkout = cloneCheckout(lab, { bundled: true });
    origin = git('rev-parse', 'origin/main');
    process.env.PATH = `${checkout.bin}:${path}`;
    const host = psyfitEntry(lab);
    if (host.stack.kind !== 'kamal') throw new Error('psyfit is no Kamal host');
    const entry = { ...host, stack: { ...host.stack, checkout: checkout.dir } };
    live = await startLabGuide(lab, { entry });
  }, 240_000);
  afterAll(async () => {
    process.env.PATH = path;
    await live?.stop();
    if (origin) git('push', '-qf', 'origin', `${origin}:main`);
    await lab?.run(asBefore);
    checkout?.remove();
  }, 120_000);

  /** Opens a tree from the top of the list, walks it to its end and leaves it; `meanwhile` runs beside. */
  const walk = async (playbook: string, choices?: Choices, meanwhile?: () => Promise<unknown>) => {
    live.press('t', 'g', '0', 'escape');
    await openTree(live, playbook);
    const [repair] = await Promise.all([walkToEnd(live, undefined, choices), meanwhile?.()]);
    return { ...repair, walk: live.walk() };
  };
  const way = () => Object.values(live.state().guide.walks).flatMap(({ visits }) => visits);
  const outputOf = (step: string) =>
    way()
      .findLast((visit) => visit.step === step && visit.outcome)
      ?.outcome?.lines.map(({ text }) => text)
      .join('\n');
  /** The version that kamal-proxy sends to. */
  const serves = async () => {
    const list = await said('docker exec kamal-proxy kamal-proxy list | tail -n 1');
    expect(list).toMatch(/yes/);
    const [, address] = /([\d.]+):3000/.exec(list) ?? [];
    const format = "'{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}} {{.Config.Image}}'";
    const running = await said(`docker inspect -f ${format} $(docker ps -q --filter name=psyfit-web-)`);
    return running
      .split('\n')
      .find((line) => line.startsWith(`${address} `))
      ?.split(':')[1];
  };
  /** A commit that everybody has. */
  const publish = (subject: string) => {
    git('commit', '-q', '--allow-empty', '-am', subject);
    git('push', '-q', 'origin', 'HEAD:main');
    return git('rev-parse', 'HEAD');
  };

  test('behind a lost one the next release comes by bundle exec kamal deploy, with its migration and a backup; kamal rollback takes it back, and that is undone', async () => {
    const before = await serves();
    git('merge', '-q', '--ff-only', 'origin/main');
    const next = git('rev-parse', 'HEAD');
    await said('touch -d "2 hours ago" /var/backups/psyfit/*.gz');
    const undo = await lab.fault('deploylock');
    // It was the operator's own, on a machine that is gone. On a busy machine the lab's web may log that it waited.
    const deployed = await walk('kamal-cli-deploy', { busy: [1], bad: [2] });
    await undo();
    expect(deployed.ended, JSON.stringify(deployed.walk?.visits.map(({ step }) => step))).toBe('resolved');
    expect(deployed.commands.join('\n')).toMatch(/ lock release[\s\S]*backup[\s\S]*"\$@" deploy/);
    expect(outputOf('deploy')).toMatch(/Prune old containers and images[\s\S]*Finished all in/);
    expect(await serves()).toBe(next);

    const back = await walk('kamal-cli-rollback', { 'still-failing': [2] });
    expect(back.ended).toBe('resolved');
    expect(back.walk?.visits.map(({ step }) => step)).toContain('schema-note');
    expect(await serves()).toBe(before);

    live.press('u');
    const { guide } = await live.until('the question', (s) => s.guide.confirm !== undefined);
    await answer(live, guide.confirm);
    await live.until('it is undone', () => live.walk()?.ended?.undone === 1, 60_000);
    expect(await serves()).toBe(next);
  }, 400_000);

  test('a registry that refuses the login, and a lock that somebody takes meanwhile, change nothing on the host', async () => {
    const [before, next] = [await serves(), publish('画面の文言を直す')];
    const registry = await said(refuses);
    git('config', 'lab.registry', '127.0.0.1:5555');
    const refused = await walk('kamal-cli-deploy');
    expect(refused.ended).toBe('mitigated');
    expect(refused.walk?.visits.map(({ step }) => step).slice(-4)).toEqual([
      'deployed',
      'still-here',
      'output',
      'not-deployed',
    ]);
    expect(outputOf('deploy')).toMatch(/ERROR \(SSHKit::Command::Failed\)[\s\S]*401 Unauthorized/);
    expect(outputOf('deploy')).not.toMatch(/lab-registry-password/);
    git('config', '--unset', 'lab.registry');
    await said(`kill ${registry}`);

    const late = await walk('kamal-cli-deploy', { busy: [3] }, async () => {
      await live.until('the question', (s) => s.guide.confirm?.plan.target === next.slice(0, 8), 120_000);
      await said(
        `runuser -u ops -- sh -c 'mkdir -p ~/.kamal/lock-psyfit && printf "Locked by: sato at $(date -u +%FT%TZ)\\nVersion: abc\\nMessage: Automatic deploy lock" | base64 >~/.kamal/lock-psyfit/details'`,
      );
    });
    await said('rm -r /home/ops/.kamal/lock-psyfit');
    expect(late.walk?.visits.map(({ step }) => step).slice(-3)).toEqual(['deployed', 'busy', 'not-begun']);
    expect(outputOf('deploy')).toMatch(/Deploy lock already in place![\s\S]*Locked by: sato/);
    expect(await serves()).toBe(before);
  }, 400_000);

  test('a release that does not come up: Kamal lets the one before serve on, and its log names the cause', async () => {
    const before = await serves();
    appendFileSync(
      `${checkout.dir}/app/settings.py`,
      '\n\ndef check():\n    stop("LoadError", "cannot load such file -- csv", "/rails/config/application.rb:3:in `require\'")\n',
    );
    publish('予約一覧の表示を速くする');
    const failed = await walk('kamal-cli-deploy');
    expect(failed.ended).toBe('mitigated');
    expect(failed.walk?.cause?.id).toBe('release-wont-start');
    expect(failed.walk?.cause?.quote).toMatch(/cannot load such file/);
    expect(outputOf('deploy')).toMatch(/Failed to boot web[\s\S]*Releasing the deploy lock/);
    expect(await serves()).toBe(before);
    expect(await said('ls -d /home/ops/.kamal/lock-* 2>/dev/null')).toBe('');

    // The next attempt ends before anything is started: what the first one left is not taken for its doing.
    const registry = await said(refuses);
    git('config', 'lab.registry', '127.0.0.1:5555');
    const again = await walk('kamal-cli-deploy');
    git('config', '--unset', 'lab.registry');
    await said(`kill ${registry}`);
    expect(again.ended).toBe('mitigated');
    expect(again.walk?.cause).toBeUndefined();
    expect(again.walk?.visits.map(({ step }) => step).slice(-3)).toEqual([
      'deployed',
      'output',
      'not-deployed',
    ]);
  }, 240_000);

  test("a certificate of Let's Encrypt that has ended is renewed behind a restart of kamal-proxy", async () => {
    await said(`bash /lab/host/certificate.sh /opt/kamal-certs psyfit.example -1; ${renews}`);
    const renewed = await walk('kamal-certificate');
    expect(renewed.commands).toEqual([expect.stringMatching(/^docker restart kamal-proxy$/)]);
    expect(renewed.walk?.visits.map(({ step }) => step)).toContain('comes-back');
    expect(renewed.walk?.cause?.id).toBe('certificate-invalid');
    expect(renewed.ended).toBe('resolved');
  }, 240_000);
});
