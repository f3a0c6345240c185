import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the scenarios that come with cockpit: beside the bundle, or in the sources when run from there. */
export function builtInScenarios(): string {
  const places = ['./scenarios', '../scenarios', '../drill/scenarios'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return places.find((place) => existsSync(place)) ?? places[0] ?? '';
}
