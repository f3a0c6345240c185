import type { StepProbe } from '../../../domain/step-probe.js';
import { tableOf } from '../seen.js';
import { bytesOf, dockerJson } from './docker-json.js';

const argv = ['docker', 'system', 'df', '--format', '{{json .}}'];
const kinds: Readonly<Record<string, string>> = {
  Images: 'images',
  Containers: 'containers',
  'Local Volumes': 'volumes',
  'Build Cache': 'build-cache',
};

export const diskUsageProbe: StepProbe = {
  id: 'disk-usage',
  about:
    'what Docker takes of the disk (docker system df), to three digits: kinds images, containers, volumes, build-cache',
  parameters: {},
  fields: ['kind', 'count', 'active', 'size_bytes', 'reclaimable_bytes'],
  gives: 'rows',
  async read(from, _args, options) {
    const rows = await dockerJson(from, argv, options);
    return {
      command: 'docker system df',
      where: 'host',
      lines: [],
      table: tableOf(
        diskUsageProbe.fields,
        rows.map((row) => ({
          kind: kinds[String(row.Type)] ?? String(row.Type),
          count: Number(row.TotalCount),
          active: Number(row.Active),
          size_bytes: bytesOf(row.Size),
          reclaimable_bytes: bytesOf(row.Reclaimable),
        })),
      ),
    };
  },
};
