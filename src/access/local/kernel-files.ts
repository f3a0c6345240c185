import { open } from 'node:fs/promises';

const maxBytes = 1024 * 1024;
const atOnce = 16;
/** Files of the kernel: all else could be a pipe, which keeps its reader waiting for ever. */
const kernelFile = /^\/(proc|sys)\/[\w./:@-]+$/;

/** The text of each file that can be read, by its path; what is missing or may not be read is left out. */
export async function readKernelFiles(paths: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const waiting = paths.filter((path) => kernelFile.test(path) && !path.split('/').includes('..'));
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const text = await readStart(path).catch(() => undefined);
      if (text !== undefined) found.set(path, text);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found;
}

/** Kernel files say that they are empty, so they are read to their end, or to {@link maxBytes}. */
async function readStart(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    while (size < maxBytes) {
      const buffer = Buffer.allocUnsafe(16 * 1024);
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    await file.close();
  }
}
