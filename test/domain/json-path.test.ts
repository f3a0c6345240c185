import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonPath, readJsonPath } from '../../src/domain/json-path.js';

const read = (value: unknown, path: string): unknown => readJsonPath(value, parseJsonPath(path) ?? []);

/** From `docker inspect` of a container with a health check. */
const inspected = [
  {
    State: { Health: { Log: [{ ExitCode: 7 }] } },
    Config: { Labels: { 'com.docker.compose.service': 'api' } },
  },
];

describe('a way into JSON', () => {
  it.each([
    ['[0].State.Health.Log[0].ExitCode', 7],
    ['[0].Config.Labels["com.docker.compose.service"]', 'api'],
    ['[0].State.Nothing.More', undefined],
    ['[1]', undefined],
    ['State', undefined],
    ['[0].State.Health.Log.length', undefined],
  ])('%s', (path, found) => {
    expect(read(inspected, path)).toEqual(found);
  });

  it.each(['', '.', '.a', 'a.', 'a..b', 'a[', 'a[-1]', 'a[x]', 'a b', '[0]a', 'a["b"'])(
    'is not %j',
    (path) => {
      expect(parseJsonPath(path)).toBeUndefined();
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'constructor.prototype', '__proto__.polluted'])(
    'never leads to a prototype: %s',
    (path) => {
      expect(read({ a: 1 }, path)).toBeUndefined();
      expect(read('text', path)).toBeUndefined();
      expect(read([], path)).toBeUndefined();
    },
  );

  it('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, path) => {
        read(value, path);
      }),
    );
  });
});
