import type { ContainerDetailView } from '../../domain/model.js';

/** How many lines a tab of the container screen has. */
export function detailLines(view: ContainerDetailView | undefined, tab: string): number {
  if (!view) return 0;
  switch (tab) {
    case 'environment':
      return view.environment.length;
    case 'processes':
      return view.processes.rows.length;
    case 'mounts':
      return view.mounts.length;
    case 'health':
      return view.health.length;
    default:
      return view.facts.length;
  }
}
