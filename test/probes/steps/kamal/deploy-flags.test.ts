import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployFlags, settingsText } from '../../../../src/probes/steps/kamal/deploy-flags.js';
import { parseStateFile, type SavedService } from '../../../../src/probes/steps/kamal/state-file.js';

/** On the lab's psyfit: docker exec kamal-proxy cat /home/kamal-proxy/.config/kamal-proxy/kamal-proxy.state */
const recorded = readFileSync(join(import.meta.dirname, 'kamal-proxy.state.json'), 'utf8');

function read(text = recorded): SavedService {
  const [service] = parseStateFile(text);
  if (!service) throw new Error('no service');
  return service;
}

const changed = (options: object, targetOptions: object = {}): SavedService => {
  const { options: own, targetOptions: ownTarget, ...rest } = read();
  return { ...rest, options: { ...own, ...options }, targetOptions: { ...ownTarget, ...targetOptions } };
};

describe('the options that keep what a service of kamal-proxy has', () => {
  it('are all that a deploy would otherwise put back to their defaults', () => {
    expect(deployFlags(read())).toEqual({
      unknown: [],
      flags:
        '--host=psyfit.example --tls --tls-redirect=true --writer-affinity-timeout=3s --health-check-path=/up --health-check-interval=2s --health-check-timeout=5s --target-timeout=60s --buffer-requests --buffer-responses --buffer-memory=1048576 --max-request-body=40000000 --log-request-header=Cache-Control,Last-Modified,User-Agent --forward-headers=false',
    });
  });

  it('say what is off where it would be on', () => {
    const { flags } = deployFlags(changed({ tls_redirect: false, strip_prefix: false }));
    expect(flags).toContain('--tls-redirect=false');
    expect(flags).toContain('--strip-path-prefix=false');
  });

  it('are none when a setting has no known option, unless that is empty', () => {
    expect(deployFlags(changed({ new_option: true }))).toEqual({ flags: undefined, unknown: ['new_option'] });
    expect(deployFlags(changed({ new_option: '', newer: null, newest: [] })).flags).toBeDefined();
  });

  it('are none when a value could not stand in one word', () => {
    expect(deployFlags(changed({ error_page_path: '/srv/error pages' })).flags).toBeUndefined();
    expect(deployFlags(changed({ error_page_path: '/srv/$(id)' })).flags).toBeUndefined();
  });

  it('give durations as Go reads them', () => {
    expect(deployFlags(changed({}, { response_timeout: 1_500_000_000 })).flags).toContain(
      '--target-timeout=1500ms',
    );
  });

  it('are compared by every setting, whatever the order', () => {
    const { options } = read();
    const turned = { ...read(), options: Object.fromEntries(Object.entries(options).reverse()) };
    expect(settingsText(turned)).toBe(settingsText(read()));
    expect(settingsText(changed({ tls_enabled: false }))).not.toBe(settingsText(read()));
  });
});

describe('a state file', () => {
  it('of before 0.9 has its hosts and its target elsewhere', () => {
    const [service] = JSON.parse(recorded) as Record<string, unknown>[];
    const { hosts: _, path_prefixes: __, ...options } = (service?.options ?? {}) as Record<string, unknown>;
    const old = { ...service, options, hosts: ['psyfit.example'], active_target: '172.30.0.10:3000' };
    const legacy = { ...old, active_targets: undefined, active_readers: undefined };
    expect(read(JSON.stringify([legacy]))).toMatchObject({
      hosts: ['psyfit.example'],
      targets: ['172.30.0.10:3000'],
      others: 0,
    });
  });

  it('that is none is refused', () => {
    expect(() => parseStateFile('{}')).toThrow(SyntaxError);
    expect(() => parseStateFile('[{"name":')).toThrow(SyntaxError);
  });
});
