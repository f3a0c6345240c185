import type { ContainerEvent } from '../domain/model.js';

/** Compose gives a recreated container its id as a prefix until the old one is gone (7713193140c7_salon_gbp_web). */
const temporary = /^[0-9a-f]{12}_(?=.)/;

/** Events under the names that the containers end up with, oldest first. */
export const plainEvents = (events: readonly ContainerEvent[]): readonly ContainerEvent[] =>
  events.map((event) =>
    temporary.test(event.name) ? { ...event, name: event.name.replace(temporary, '') } : event,
  );
