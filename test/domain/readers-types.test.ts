import { expectTypeOf, test } from 'vitest';
import type {
  CommandReader,
  DockerReader,
  HostReader,
  Readers,
  RedisReader,
} from '../../src/domain/access.js';
import type { CockpitOptions } from '../../src/main/run-cockpit.js';

test('readers have nothing that changes a host, and the types say so', () => {
  expectTypeOf<keyof DockerReader>().toEqualTypeOf<
    'info' | 'list' | 'inspect' | 'image' | 'top' | 'stats' | 'events' | 'logs'
  >();
  expectTypeOf<keyof HostReader>().toEqualTypeOf<'tick' | 'run'>();
  expectTypeOf<keyof RedisReader>().toEqualTypeOf<'pipeline' | 'psubscribe'>();
  // A declared command goes by its id: nobody can hand over words to run.
  expectTypeOf<Parameters<CommandReader['run']>>().toEqualTypeOf<[id: string, signal: AbortSignal]>();
  // @ts-expect-error: there is no way to perform anything through readers.
  type _Perform = Readers['perform'];
});

test('a cockpit without a way to act is one that watches', () => {
  expectTypeOf<
    Pick<CockpitOptions, 'lang' | 'ascii' | 'version' | 'restraint' | 'hostsFile'>
  >().toExtend<CockpitOptions>();
});
