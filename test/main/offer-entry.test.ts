import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { translate } from '../../src/i18n/t.js';
import { bareEntry } from '../../src/main/host-list.js';
import { offerEntry } from '../../src/main/offer-entry.js';
import { writeHostsFile } from '../../src/main/write-hosts-file.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cockpit-offer-'));
  path = join(folder, 'cockpit', 'hosts.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = {
  ...bareEntry('ops@salon.example:2222'),
  containers: [{ name: 'salon_gbp_db', role: 'db' }],
  logs: [{ kind: 'container', container: 'salon_gbp_db' } as const],
  discovered: true,
};

/** What comes of these answers, one a prompt, and what stood on the terminal. */
async function offer(answers: readonly string[], lang: 'en' | 'ja' = 'en') {
  const input = new PassThrough();
  const output = new PassThrough();
  let screen = '';
  let given = 0;
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    // A prompt is what does not end its line.
    if (!/(?:: |\] )$/.test(chunk.toString())) return;
    const answer = answers[given];
    given += 1;
    setImmediate(() => (answer === undefined ? input.end() : input.write(answer)));
  });
  const result = await offerEntry(entry, { path, input, output, t: (message) => translate(lang, message) });
  return { result, screen };
}

const hosts = () => parseHosts(readFileSync(path, 'utf8'), path).hosts.map(({ name }) => name);

describe('the offer to write an entry', () => {
  test('shows it in full with its place, and writes it on yes under the proposed name', async () => {
    const { result, screen } = await offer(['\r', 'y\r']);
    expect(screen).toContain('    - { name: salon_gbp_db, role: db }');
    expect(screen).toContain('ssh: ops@salon.example:2222');
    expect(screen).toContain(path);
    expect(screen).toContain('[salon.example]');
    expect(result).toEqual({ id: 'discovery.offer.written', params: { name: 'salon.example', file: path } });
    expect(hosts()).toEqual(['salon.example']);
  });

  test.each([
    ['on Enter', ['\r', '\r']],
    ['on n', ['\r', 'n\r']],
    ['on Ctrl-C', ['\x03']],
    ['at the end of the input', ['\r']],
  ])('writes nothing %s', async (_how, answers) => {
    const { result } = await offer(answers);
    expect(result.id).toBe('discovery.offer.kept-out');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('asks for another name where one is no name or taken', async () => {
    await offer(['salon\r', 'y\r']);
    const { result, screen } = await offer(['a b\r', 'salon\r', 'y\r', 'salon-2\r', 'y\r']);
    expect(screen).toContain('a b: a name begins with');
    expect(screen).toContain('has a host salon already');
    expect(result.params?.name).toBe('salon-2');
    expect(hosts()).toEqual(['salon', 'salon-2']);
  });

  test('speaks Japanese', async () => {
    const { screen } = await offer(['\r', '\r'], 'ja');
    expect(screen).toContain('書き込みますか？ [y/N]');
  });

  test('says why it could not write', async () => {
    writeFileSync(join(folder, 'cockpit'), 'a file where the folder would be');
    const { result } = await offer(['\r', 'y\r']);
    expect(result).toMatchObject({
      id: 'discovery.offer.failed',
      params: { why: { id: 'discovery.write.system' } },
    });
  });

  test('leaves a file alone that can not be read as hosts', async () => {
    path = join(folder, 'hosts.yaml');
    writeFileSync(path, 'hosts: [');
    const { result } = await offer(['\r', 'y\r']);
    expect(result.id).toBe('discovery.offer.failed');
    expect(readFileSync(path, 'utf8')).toBe('hosts: [');
  });
});

test('a link to a file in a checkout stays a link, and the file keeps its rights', async () => {
  const real = join(folder, 'real.yaml');
  writeFileSync(real, 'hosts:\n  a: { ssh: a }\n', { mode: 0o640 });
  path = join(folder, 'hosts.yaml');
  symlinkSync(real, path);
  await writeHostsFile(path, { ...entry, name: 'b' });
  expect(hosts()).toEqual(['a', 'b']);
  expect(statSync(real).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).toSorted()).toEqual(['hosts.yaml', 'real.yaml']);
});
