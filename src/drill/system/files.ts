/** A plain file of the machine. Large ones have no text, only a size. */
export interface PlainFile {
  readonly text?: string;
  readonly bytes: number;
  /** Last change, ms. */
  readonly at: number;
  readonly owner: string;
  readonly mode: number;
}

const parent = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';

/** The files and folders of the machine that matter: what is not here does not exist. Paths are absolute and clean. */
export class FileTree {
  readonly #files = new Map<string, PlainFile>();
  readonly #folders = new Map<string, { mode: number; at: number }>([['/', { mode: 0o755, at: 0 }]]);

  file(path: string): PlainFile | undefined {
    return this.#files.get(path);
  }

  folder(path: string): { readonly mode: number; readonly at: number } | undefined {
    return this.#folders.get(path);
  }

  /** Paths of all files and folders at or below one, as find walks them. */
  below(path: string): string[] {
    const inside = (one: string) => one === path || one.startsWith(path === '/' ? '/' : `${path}/`);
    return [...this.#folders.keys(), ...this.#files.keys()].filter(inside).sort();
  }

  /** Names of what stands directly in a folder. */
  list(path: string): string[] {
    return [...this.#folders.keys(), ...this.#files.keys()]
      .filter((one) => one !== '/' && parent(one) === path)
      .sort();
  }

  write(
    path: string,
    file: { text?: string; bytes?: number; at: number; owner?: string; mode?: number },
  ): void {
    const { text, at } = file;
    const before = this.#files.get(path);
    this.#files.set(path, {
      ...(text === undefined ? {} : { text }),
      bytes: file.bytes ?? Buffer.byteLength(text ?? ''),
      at,
      owner: file.owner ?? before?.owner ?? 'ops',
      mode: file.mode ?? before?.mode ?? 0o644,
    });
    this.makeFolder(parent(path), at);
  }

  makeFolder(path: string, at: number, mode = 0o755): void {
    if (this.#folders.has(path)) return;
    this.#folders.set(path, { mode, at });
    this.makeFolder(parent(path), at);
  }

  setMode(path: string, mode: number): boolean {
    const [file, folder] = [this.#files.get(path), this.#folders.get(path)];
    if (file) this.#files.set(path, { ...file, mode });
    if (folder) folder.mode = mode;
    return file !== undefined || folder !== undefined;
  }

  move(from: string, to: string): void {
    for (const path of this.below(from)) {
      const target = to + path.slice(from.length);
      const file = this.#files.get(path);
      const folder = this.#folders.get(path);
      if (file) {
        this.#files.set(target, file);
        this.#files.delete(path);
      }
      if (folder) {
        this.#folders.set(target, folder);
        this.#folders.delete(path);
      }
    }
  }

  remove(path: string): void {
    for (const one of this.below(path)) {
      this.#files.delete(one);
      this.#folders.delete(one);
    }
  }

  /** Bytes of the files whose path passes. */
  sum(wanted: (path: string) => boolean): number {
    let bytes = 0;
    for (const [path, file] of this.#files) if (wanted(path)) bytes += file.bytes;
    return bytes;
  }
}
