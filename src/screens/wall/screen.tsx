import { Overview } from '../overview.js';

/** The wall monitor. */
export function Wall(props: { width: number; height: number }) {
  return <Overview {...props} />;
}
