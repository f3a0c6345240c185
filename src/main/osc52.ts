import { Buffer } from 'node:buffer';

/** Terminals cut or refuse longer clipboard writes. */
const mostBytes = 74_994;

/**
 * The sequence that puts text into the terminal's clipboard (OSC 52, xterm control sequences).
 * Inside tmux and screen it is wrapped, so that it reaches the outer terminal; the text itself is base64 and can't break out.
 */
export function osc52(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const bytes = Buffer.from(text, 'utf8');
  const payload = (bytes.length > mostBytes ? bytes.subarray(0, mostBytes) : bytes).toString('base64');
  const sequence = `\u001B]52;c;${payload}\u0007`;
  if (env.TMUX) return `\u001BPtmux;\u001B${sequence}\u001B\\`;
  if (/^screen/.test(env.TERM ?? '')) {
    // GNU screen passes at most 768 bytes of one DCS string on.
    const chunks = sequence.match(/[\s\S]{1,600}/g) ?? [];
    return chunks.map((chunk) => `\u001BP${chunk}\u001B\\`).join('');
  }
  return sequence;
}
