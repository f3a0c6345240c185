import { sanitizeLine } from '../domain/text/sanitize.js';

/** What is said on stderr before there is a screen: arguments, host files and ssh stand in it, so every line is made harmless. */
export const complaint = (text: string): string =>
  `cockpit: ${text.split('\n').map(sanitizeLine).join('\n')}\n`;
