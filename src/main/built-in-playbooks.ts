import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the trees that come with cockpit: beside the bundle, or in the sources when run from there. */
export function builtInPlaybooks(): string {
  const places = ['./playbooks', '../playbooks'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return places.find((place) => existsSync(place)) ?? places[0] ?? '';
}
