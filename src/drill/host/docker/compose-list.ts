import { stringify } from 'yaml';
import { summaryOf } from '../../docker/summary.js';
import type { Host, Io } from '../host.js';
import type { Project } from './compose.js';
import { table } from './table.js';

/** `docker compose ps|config|images`, as far as they only show. */
export function listCompose(
  command: 'ps' | 'config' | 'images',
  { chosen }: Project,
  options: ReadonlyMap<string, string>,
  io: Io,
  { system }: Host,
): number {
  if (command === 'config') {
    if (options.has('--services')) io.out(chosen.map(({ spec }) => `${spec.service}\n`).join(''));
    else if (options.has('--images')) io.out(chosen.map(({ spec }) => `${spec.image}\n`).join(''));
    else if (!options.has('-q') && !options.has('--quiet'))
      io.out(
        stringify({
          name: 'salon-gbp',
          services: Object.fromEntries(
            chosen.map(({ spec }) => [
              spec.service,
              { container_name: spec.name, image: spec.image, environment: spec.env },
            ]),
          ),
        }),
      );
    return 0;
  }
  const all = options.has('-a') || options.has('--all');
  const there = chosen
    .flatMap(({ spec }) => system.service(spec.service) ?? [])
    .filter((container) => all || container.running || container.state === 'restarting');
  if (options.has('-q') || options.has('--quiet')) {
    io.out(there.map((container) => `${container.id}\n`).join(''));
    return 0;
  }
  if (options.get('--format') === 'json') {
    for (const container of there) {
      const { Status, State, Image } = summaryOf(container, system.now());
      const { name, service, project } = container.spec;
      const health = container.spec.healthcheck && container.running ? container.health.status : '';
      io.out(
        `${JSON.stringify({ ID: container.id.slice(0, 12), Name: name, Service: service, Project: project, Image, State, Status, Health: health, ExitCode: container.exitCode })}\n`,
      );
    }
    return 0;
  }
  const rows =
    command === 'images'
      ? there.map((container) => {
          const [repository = '', tag = ''] = container.spec.image.split(':');
          return [container.spec.name, repository, tag, container.imageId.slice(7, 19)];
        })
      : there.map((container) => [
          container.spec.name,
          container.spec.image,
          container.spec.service,
          summaryOf(container, system.now()).Status,
        ]);
  const head =
    command === 'images'
      ? ['CONTAINER', 'REPOSITORY', 'TAG', 'IMAGE ID']
      : ['NAME', 'IMAGE', 'SERVICE', 'STATUS'];
  io.out(table(head, rows));
  return 0;
}
