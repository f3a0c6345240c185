import { isDatabaseThread } from './postgres/thread-data.js';

// Each side loads only what it runs: the database starts before the SSH server is loaded.
if (isDatabaseThread()) {
  const { runDatabaseThread } = await import('./postgres/thread.js');
  await runDatabaseThread();
} else {
  const { runHost } = await import('./host-process.js');
  await runHost(new URL(import.meta.url));
}
