import { describe, expect, it } from 'vitest';
import { msg } from '../../src/domain/message.js';
import { unreadBecause } from '../../src/triage/unread.js';
import { linesEvidence, recorded, recordedLog } from './support/recorded.js';

describe('evidence that could not be read', () => {
  it.each([
    ['exec-program-missing', 'triage.unread.program'],
    ['exec-program-missing-piped', 'triage.unread.program'],
    ['exec-not-executable', 'triage.unread.exit'],
    ['program-missing', 'triage.unread.exit'],
    ['docker-denied', 'triage.unread.docker'],
    ['docker-down', 'triage.unread.docker'],
    ['file-denied', 'triage.unread.denied'],
  ])('%s: %s', (file, id) => {
    expect(unreadBecause([recorded(file)])).toMatchObject({ id });
  });

  it.each([
    'exec-container-missing',
    'exec-container-stopped',
    'connection-refused',
    'inspect-missing',
    'states',
  ])('%s was read, so its words count', (file) => {
    expect(unreadBecause([recorded(file)])).toBeUndefined();
  });

  it('a failed read says why, wherever it stands among the evidence', () => {
    const failure = { kind: 'timeout', what: msg('access.timeout') } as const;
    const failed = linesEvidence([], { failure });
    expect(unreadBecause([recorded('states'), failed])).toEqual(msg('triage.unread', { what: failure.what }));
  });

  it('a log that quotes such words was read', () => {
    const lines = ['Cannot connect to the Docker daemon at unix:///x', 'cat: /a: Permission denied'];
    expect(unreadBecause([linesEvidence(lines)])).toBeUndefined();
    expect(unreadBecause([linesEvidence([`worker said: ${lines[0]}`], { exit: 0 })])).toBeUndefined();
    expect(unreadBecause([recordedLog('badenv.salon_gbp_api.log')])).toBeUndefined();
  });
});
