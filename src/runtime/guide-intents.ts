import type { Guide } from '../domain/guide.js';
import type { GuideAct } from '../keymap/command.js';
import type { CockpitStore } from '../store/store.js';

/** The keys of a playbook's screen. */
export function actOnGuide(act: GuideAct, guide: Guide, store: CockpitStore): void {
  switch (act) {
    case 'proceed':
      return guide.proceed();
    case 'up':
      return guide.choose(-1);
    case 'down':
      return guide.choose(1);
    case 'earlier':
      return guide.look(-1);
    case 'later':
      return guide.look(1);
    case 'back':
      return guide.back();
    case 'overrule':
      return guide.overrule();
    case 'skip':
      return store.dispatch({ type: 'ui/input-open', purpose: 'skip', text: '' });
    case 'again':
      return guide.again();
    case 'restart':
      return guide.restart();
    case 'undo':
      return guide.undo();
  }
}

/** A key while other verdicts are offered for a step. */
export function chooseVerdict(key: string, guide: Guide, store: CockpitStore): void {
  switch (key) {
    case 'enter':
      return store.dispatch({ type: 'ui/input-open', purpose: 'overrule', text: '' });
    case 'j':
    case 'down':
      return guide.choose(1);
    case 'k':
    case 'up':
      return guide.choose(-1);
    case 'escape':
    case 'ctrl-c':
    case 'o':
      return guide.press('escape');
  }
}
