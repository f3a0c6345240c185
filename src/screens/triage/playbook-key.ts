import { keyText } from '../../keymap/match.js';

/** How a key that a host entry binds is written: "f2" as F2. */
export const keyName = (key: string): string => (/^f\d+$/.test(key) ? key.toUpperCase() : keyText(key));
