import type { IncidentSeverity } from '../../domain/incident.js';
import type { Tone } from '../../ui/theme.js';

export const severityTone: Readonly<Record<IncidentSeverity, Tone>> = {
  critical: 'fail',
  high: 'warn',
  medium: 'accent',
  low: 'dim',
};
