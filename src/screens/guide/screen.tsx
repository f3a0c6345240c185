import { Text } from 'ink';
import { currentWalk } from '../../store/selectors/triage.js';
import { useView } from '../view.js';

/** The walk through a playbook. */
export function GuideScreen(_size: { width: number; height: number }) {
  const view = useView();
  return <Text>{currentWalk(view.state)?.step.id ?? ''}</Text>;
}
