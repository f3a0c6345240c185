import type { ContainerSummary } from '../domain/docker.js';

/** A container's own name, without those that links gave it ("/other/alias"). */
export function nameOf({ Names, Id }: Pick<ContainerSummary, 'Names' | 'Id'>): string {
  const own = Names.find((name) => !name.slice(1).includes('/')) ?? Names[0] ?? '';
  return own.replace(/^\//, '') || Id.slice(0, 12);
}

/** Docker's own rule for names; what breaks it comes from another engine and can't stand in hosts.yaml. */
export const isPlainName = (name: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name);

/** A word that hosts.yaml takes as a name. */
export const identifierOf = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 63);

/** The last part of an image's name: `bitnami/redis:7.2@sha256:…` is `redis`. */
export const imageName = (image: string): string =>
  (image.split('@')[0] ?? '')
    .replace(/:[^/:]*$/, '')
    .split('/')
    .at(-1)
    ?.toLowerCase() ?? '';

/** The name of a program without its folder. */
export const programOf = (word: string): string => word.split('/').at(-1) ?? '';

/** Each name once: further ones of the same get a number. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted.slice(0, 58)}-${n}`;
    taken.add(name);
    return name;
  });
}
