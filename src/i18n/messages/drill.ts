import type { Entry } from '../catalogue.js';

export const drill: Record<string, Entry> = {
  'drill.not-started': {
    en: 'the practice host did not start',
    ja: '練習用ホストを起動できませんでした',
  },
  'drill.not-started.next': {
    en: 'reinstall cockpit, or open a real host: cockpit NAME',
    ja: 'cockpit を再インストールするか、実際のホストを開いてください: cockpit 名前',
  },
};
