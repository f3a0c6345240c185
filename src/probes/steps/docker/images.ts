import { nameMatches } from '../../../domain/name-pattern.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf } from '../arguments.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { optional } from '../parameters.js';
import { tableOf } from '../seen.js';
import { bytesOf, createdAt, dockerJson } from './docker-json.js';

const argv = ['docker', 'image', 'ls', '--no-trunc', '--format', '{{json .}}'];
const none = '<none>';

export const imagesProbe: StepProbe = {
  id: 'images',
  about:
    'images on the host, newest first; `in_use`: some container, running or not, was made from it; `image`: its name and tag, or id',
  parameters: { repository: optional('text', 'only of this repository; * stands for any characters') },
  fields: ['repository', 'tag', 'id', 'image', 'age_s', 'size_bytes', 'in_use', 'dangling'],
  gives: 'rows',
  async read(from, args, options) {
    const wanted = textOf(args, 'repository');
    const [images, containers] = await Promise.all([
      dockerJson(from, argv, options),
      from.readers.docker.list(options.signal),
    ]);
    const used = new Set(containers.map(({ ImageID }) => ImageID));
    const now = hostClock(from);
    const rows = images
      .map((image) => {
        const [repository, tag, id] = [String(image.Repository), String(image.Tag), String(image.ID)];
        return {
          repository,
          tag,
          id,
          image: repository === none || tag === none ? id : `${repository}:${tag}`,
          age_s: secondsSince(createdAt(String(image.CreatedAt)), now),
          size_bytes: bytesOf(image.Size),
          in_use: used.has(id),
          dangling: repository === none,
        };
      })
      .filter(({ repository }) => wanted === undefined || nameMatches(wanted, repository))
      .sort((a, b) => (a.age_s ?? 0) - (b.age_s ?? 0));
    return {
      command: 'docker image ls',
      where: 'host',
      lines: [],
      table: tableOf(imagesProbe.fields, rows),
    };
  },
};
