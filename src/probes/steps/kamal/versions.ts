import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf } from '../arguments.js';
import { createdAt, dockerJson } from '../docker/docker-json.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { tableOf } from '../seen.js';

/** `latest` and `latest-DESTINATION` only point to one of the others (lib/kamal/configuration.rb, latest_tag). */
const isLatest = (tag: string) => /^latest(-|$)/.test(tag);

export const kamalVersionsProbe: StepProbe = {
  id: 'kamal-versions',
  about:
    'the versions of a Kamal service whose image is on the host, the newest build first; `latest`: what `kamal app boot` starts without a version; `container`: one of this version (the newest, a running one before others), `state`: its state, none where there is no container',
  parameters: {
    service: required('name', 'the Kamal service, as in the label service of its images'),
    role: optional('name', 'containers of this role; default web'),
  },
  fields: ['version', 'short', 'image', 'repository', 'age_s', 'latest', 'container', 'state'],
  gives: 'rows',
  async read(from, args, options) {
    const [service, role] = [textOf(args, 'service') ?? '', textOf(args, 'role') ?? 'web'];
    const filter = ['--filter', `label=service=${service}`];
    const argv = ['docker', 'image', 'ls', '--no-trunc', ...filter, '--format', '{{json .}}'];
    const [images, containers] = await Promise.all([
      dockerJson(from, argv, options),
      from.readers.docker.list(options.signal),
    ]);
    const now = hostClock(from);
    const own = containers.filter(({ Labels }) => Labels.service === service && Labels.role === role);
    const latest = new Set(
      images.flatMap((image) => (isLatest(String(image.Tag)) ? [String(image.ID)] : [])),
    );
    const rows = images.flatMap((image) => {
      const [repository, version, id] = [String(image.Repository), String(image.Tag), String(image.ID)];
      if (version === '<none>' || isLatest(version)) return [];
      const made = own.filter(({ ImageID }) => ImageID === id);
      const container = made.find(({ State }) => State === 'running') ?? made[0];
      return {
        version,
        short: version.slice(0, 8),
        image: `${repository}:${version}`,
        repository,
        age_s: secondsSince(createdAt(String(image.CreatedAt)), now),
        latest: latest.has(id),
        container: container?.Names[0]?.replace(/^\//, ''),
        state: container?.State,
      };
    });
    return {
      command: `docker image ls --filter label=service=${service}`,
      where: 'host',
      lines: [],
      table: tableOf(
        kamalVersionsProbe.fields,
        rows.toSorted((a, b) => (a.age_s ?? 0) - (b.age_s ?? 0)),
      ),
    };
  },
};
