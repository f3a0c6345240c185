import { topScreen } from '../../store/state.js';
import type { Context } from './context.js';

/** The walk is what the operator looks at, and no text is being typed. */
export function isOnShow({ board, store }: Pick<Context, 'board' | 'store'>, walk: string): boolean {
  const { ui } = store.getState();
  return board.get().current === walk && topScreen(ui).id === 'guide' && !ui.input && !ui.help;
}
