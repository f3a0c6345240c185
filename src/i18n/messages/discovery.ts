import type { Entry } from '../catalogue.js';

export const discovery: Record<string, Entry> = {
  'discovery.no-details': {
    en: 'none of {count} containers gave its details in time',
    ja: '{count} 個のコンテナの詳細を時間内に取得できません',
  },
};
