import type { StepProbe } from '../../../domain/step-probe.js';
import { numberOf, textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { awsLook, clockText, secondsAgo } from './aws-look.js';
import { readServices } from './read-services.js';

const most = 30;
const usualMinutes = 60;

export const awsServiceEventsProbe: StepProbe = {
  id: 'aws-service-events',
  about: `what ECS says of its services, newest first, at most ${most}: tasks started and stopped, failed health checks, no place for a task, deployments; the texts also as lines`,
  parameters: {
    service: optional('name', 'only this one; default those of the host entry'),
    minutes: optional('number', `of the last so many minutes; default ${usualMinutes}`),
  },
  fields: ['service', 'at', 'age_s', 'text'],
  gives: 'both',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const services = await readServices(look, textOf(args, 'service'));
    const oldest = look.now - (numberOf(args, 'minutes') ?? usualMinutes) * 60_000;
    const events = services
      .flatMap(({ name, events: told }) => told.map((event) => ({ ...event, service: name })))
      .filter(({ at }) => at >= oldest)
      .toSorted((a, b) => b.at - a.at);
    const kept = events.slice(0, most);
    const rows = kept.map(({ service, at, text }) => ({
      service,
      at: clockText(at),
      age_s: secondsAgo(at, look.now),
      text,
    }));
    const lines = kept.map(({ at, text }) => `${clockText(at)} ${text}`);
    return look.seen(awsServiceEventsProbe.fields, rows, { lines, cut: events.length > most });
  },
};
