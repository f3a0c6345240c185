import { describe, expect, it } from 'vitest';
import { parseHosts } from '../../../src/config/parse.js';
import { hostsYamlSection } from '../../../src/doctor/setup/hosts-yaml.js';
import { setupText } from '../../../src/main/doctor-setup.js';
import { salonHost } from '../../diagnosis/support/view.js';

const input = { user: 'cockpit', sudoersLine: '', redisCommands: [] };
const bare = (destination: string) => ({
  ...salonHost,
  name: destination,
  connection: { kind: 'ssh' as const, destination },
  postgres: [],
  redis: [],
  queues: [],
});

describe('the entry that the set-up prints', () => {
  it.each([
    ['ops@shop.example', 'shop.example', { host: 'shop.example' }],
    ['ops@192.0.2.7', '192.0.2.7', { host: '192.0.2.7' }],
    ['ops@shop.example:2222', 'shop.example-2222', { host: 'shop.example', port: 2222 }],
    ['ssh://ops@shop.example:2222/', 'shop.example-2222', { host: 'shop.example', port: 2222 }],
    ['ops@[2001:db8::7]:2222', '2001-db8-7-2222', { host: '2001:db8::7', port: 2222 }],
    ['ops@2001:db8::7', '2001-db8-7', { host: '2001:db8::7' }],
    ['shop-gbp', 'shop-gbp', { host: 'shop-gbp' }],
  ])('is one that hosts.yaml takes: %s', (destination, name, reached) => {
    const { code } = hostsYamlSection({ entry: bare(destination), ...input });
    const { hosts } = parseHosts(code, 'hosts.yaml');
    expect(hosts).toMatchObject([{ name, connection: { ...reached, user: 'cockpit' } }]);
    expect('port' in (hosts[0]?.connection ?? {})).toBe('port' in reached);
  });

  it('says at the top that servers that nobody named are not in it', () => {
    const top = (text: string) => text.split('\n\n')[0];
    const t = ({ id }: { readonly id: string }) => id;
    expect(top(setupText(bare('ops@shop.example'), t))).toContain('doctor.setup.yaml.no-servers');
    expect(setupText(salonHost, t)).not.toContain('doctor.setup.yaml.no-servers');
  });
});
