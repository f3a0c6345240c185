import type { ContainerRow } from '../../domain/model.js';

/** Live figures of a container, from whichever source. */
export type Figures = Pick<
  ContainerRow,
  'cpuPercent' | 'memoryBytes' | 'rxBytesPerSecond' | 'txBytesPerSecond' | 'pids'
>;

/** A running container as far as figures need it. */
export interface Running {
  readonly id: string;
  readonly pid: number;
  readonly hostNetwork: boolean;
}
