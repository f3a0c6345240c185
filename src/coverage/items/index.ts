import type { Item } from '../item.js';
import { keiba } from './keiba.js';
import { psyfit } from './psyfit.js';
import { salonGbp } from './salon-gbp.js';
import { shiojiriRainbow } from './shiojiri-rainbow.js';
import { smartOffice } from './smart-office.js';

/** The five systems whose runbooks cockpit's knowledge comes from, with their items. */
export const systems: readonly {
  readonly name: string;
  readonly about: string;
  readonly items: readonly Item[];
}[] = [
  { name: 'salon-gbp', about: 'Docker Compose, Celery', items: salonGbp },
  { name: 'smart-office', about: 'Docker Compose, Ollama', items: smartOffice },
  { name: 'psyfit', about: 'Kamal, Solid Queue', items: psyfit },
  { name: 'shiojiri-rainbow', about: 'Kamal, Rails', items: shiojiriRainbow },
  { name: 'keiba', about: 'ECS and RDS, Compose', items: keiba },
];
