import type { Entry } from '../catalogue.js';

export const common: Record<string, Entry> = {
  'pane.containers': { en: 'containers', ja: 'コンテナ' },
  'pane.stats': { en: 'stats', ja: 'リソース' },
  'pane.logs': { en: 'logs', ja: 'ログ' },
  'pane.postgres': { en: 'postgres', ja: 'Postgres' },
  'pane.queues': { en: 'queues', ja: 'キュー' },
  'pane.alerts': { en: 'alerts', ja: 'アラート' },
};
