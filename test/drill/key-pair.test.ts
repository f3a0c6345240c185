import ssh2 from 'ssh2';
import { afterEach, expect, test, vi } from 'vitest';
import { newKeyPair } from '../../src/drill/ssh/key-pair.js';

afterEach(() => vi.restoreAllMocks());

/** A key whose first byte is zero, as ssh2 writes it: one byte short. */
const short = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAH5LgrMUXDvG9QhByew5NRbgf+0C0r2sn/H6ZS7mqTow=';

test('a pair that its own library can not read is made anew', () => {
  expect(ssh2.utils.parseKey(short)).toBeInstanceOf(Error);
  const real = ssh2.utils.generateKeyPairSync;
  const make = vi
    .spyOn(ssh2.utils, 'generateKeyPairSync')
    .mockImplementationOnce(() => ({ ...real('ed25519'), public: short }));
  const pair = newKeyPair('drill');
  expect(make).toHaveBeenCalledTimes(2);
  expect(ssh2.utils.parseKey(pair.public)).not.toBeInstanceOf(Error);
  expect(pair.public).toMatch(/ drill$/);
});

test('hundreds of pairs can all be read', () => {
  for (let n = 0; n < 300; n++) expect(ssh2.utils.parseKey(newKeyPair().private)).not.toBeInstanceOf(Error);
});
