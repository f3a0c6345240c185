/** A line with its 64-digit ids cut to the 12 by which Docker itself shows them: what it says matters more than they do. */
export const shortIds = (line: string, ellipsis: string): string =>
  line.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, `$1${ellipsis}`);
