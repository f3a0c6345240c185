import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSsh2Link } from '../../../src/access/ssh/ssh2-link.js';
import { noSshd, RealSshd, run, TestHome } from './real-sshd.js';

describe.skipIf(noSshd)(`a link to a real sshd${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  let home: TestHome;
  let sshd: RealSshd;

  beforeAll(async () => {
    home = new TestHome();
    sshd = await RealSshd.start([home.keygen('id_ed25519')]);
    home.config(`Host lab\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  StrictHostKeyChecking accept-new`);
  });
  afterAll(async () => {
    await sshd.remove();
    home.remove();
  });

  const link = () => createSsh2Link({ kind: 'ssh', destination: 'lab' }, { home: home.dir, env: {} });

  it('runs commands', async () => {
    const it = link();
    await it.connectOnce();
    expect(it.status).toMatchObject({ phase: 'up', epoch: 1 });
    expect(await run(it, 'printf', '%s', "it's <$HOME>")).toBe("it's <$HOME>");
    await it.close();
    expect(it.status.phase).toBe('closed');
  });
});
