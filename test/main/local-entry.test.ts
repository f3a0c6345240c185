import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { HostEntry } from '../../src/domain/host.js';
import { bareEntry } from '../../src/main/host-list.js';
import { localEntry } from '../../src/main/local-entry.js';

const local = (name: string): HostEntry => ({ ...bareEntry(name), connection: { kind: 'local' } });

describe('what cockpit local opens', () => {
  it('is the one entry that is the machine itself', () => {
    const mine = local('workstation');
    expect(localEntry([bareEntry('ops@app.example'), mine])).toBe(mine);
  });

  it('is a bare entry with the name of the machine where none is, or several are', () => {
    for (const hosts of [[], [bareEntry('ops@app.example')], [local('a'), local('b')]]) {
      expect(localEntry(hosts)).toMatchObject({
        name: hostname().split('.')[0],
        connection: { kind: 'local' },
        containers: [],
      });
    }
  });
});
