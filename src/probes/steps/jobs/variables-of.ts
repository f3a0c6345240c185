import type { StepReaders } from '../../../domain/step-probe.js';

/** The variables with which a container was made; what stands in an environment file now may differ. */
export async function variablesOf(
  { readers }: StepReaders,
  container: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const { Config } = await readers.docker.inspect(container, signal);
  return new Map(
    (Config.Env ?? []).map((line): [string, string] => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}
