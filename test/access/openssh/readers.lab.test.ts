import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChoosingLink, createLink } from '../../../src/access/create-link.js';
import { createReaders, type LinkReaders } from '../../../src/access/readers.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, type SshdVariant, startLab } from '../../lab/lab.js';
import { type LinkProxy, startLinkProxy } from '../../lab/link-proxy.js';
import { salon } from '../lab-host.js';

describeLab("the panes' readers over the system's ssh", () => {
  let lab: Lab;
  let sshd: SshdVariant;
  let proxy: LinkProxy;
  let home: string;
  let link: ChoosingLink;
  let readers: LinkReaders;
  const signal = () => AbortSignal.timeout(15_000);

  beforeAll(async () => {
    lab = await startLab();
    sshd = await lab.sshdVariant('post-quantum', ['KexAlgorithms sntrup761x25519-sha512@openssh.com']);
    proxy = await startLinkProxy({ host: lab.host, port: sshd.port });
    home = mkdtempSync(join(tmpdir(), 'cockpit-home-'));
    mkdirSync(join(home, '.ssh'), { mode: 0o700 });
    copyFileSync(lab.knownHostsFile, join(home, '.ssh', 'known_hosts'));
    const { user, identityFile } = lab;
    link = createLink(
      // The line leads through a proxy on another port; the host is known by its own.
      { kind: 'ssh', destination: 'salon-lab', host: lab.host, user, identityFile, port: proxy.port },
      { home, env: {} },
    );
    const known = readFileSync(lab.knownHostsFile, 'utf8');
    appendFileSync(
      join(home, '.ssh', 'known_hosts'),
      known.replaceAll(`[${lab.host}]:${sshd.port} `, `[${lab.host}]:${proxy.port} `),
    );
    await link.connectOnce();
    readers = createReaders(link, salon, { mode: 'watch' });
  });
  afterAll(async () => {
    await readers?.close();
    await link?.close();
    await proxy?.close();
    await sshd?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const readAll = async () => {
    const containers = await readers.docker.list(signal());
    expect(containers.flatMap(({ Names }) => Names)).toContain('/salon_gbp_db');
    const rows = await readers.postgres
      .get('salon')
      ?.query({ name: 'one', text: 'select 1 as one' }, signal());
    expect(rows).toEqual([{ one: 1 }]);
    expect(readers.postgres.get('salon')?.via).toBe('connection');
    expect(await readers.redis.get('broker')?.pipeline([['ping']], signal())).toEqual(['PONG']);
    const { sections } = await readers.host.tick(['/proc/meminfo'], signal());
    expect([...sections.values()].join()).toContain('MemTotal');
  };

  it('chooses ssh for a host that only has post-quantum key exchange', () => {
    expect(link.choice).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.algorithm' } });
  });

  it('reads Docker, Postgres and Redis through forwards, and they come back after a cut', async () => {
    await readAll();
    expect(readers.dockerPath).toBe('socket');
    proxy.cut();
    await expect.poll(() => link.status.epoch, { timeout: 20_000 }).toBe(2);
    await readAll();
  });

  it('answers within milliseconds on a link that is up', async () => {
    await readers.docker.list(signal());
    const times: number[] = [];
    for (let i = 0; i < 9; i++) {
      const begun = performance.now();
      await readers.docker.info(signal());
      times.push(performance.now() - begun);
    }
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(200);
  });

  it('leaves no session behind when it closes', async () => {
    await readers.close();
    await link.close();
    await expect.poll(() => proxy.counters.open, { timeout: 5000 }).toBe(0);
    const { stdout } = await lab.run('pgrep -cf "[s]shd: ops" || true');
    expect(Number(stdout)).toBe(0);
  });
});
