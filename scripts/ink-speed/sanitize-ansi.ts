// Takes the place of `ink/build/sanitize-ansi.js`, which reads every text of the screen twice per frame: the same
// results, remembered between frames.
import sanitize from '../../node_modules/ink/build/sanitize-ansi.js';
import { Generations } from '../../src/ui/text/generations.js';

const sanitized = new Generations<string>(2048);

export default function sanitizeAnsi(text: string): string {
  let result = sanitized.get(text);
  if (result === undefined) {
    result = sanitize(text);
    sanitized.set(text, result);
  }

  return result;
}
