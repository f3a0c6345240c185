import { type Msg, msg } from '../../../domain/message.js';
import { nearest } from '../../nearest.js';

/** More names than this help nobody. */
const mostNames = 14;

/** The names that are possible, and the one that was most likely meant. */
export function possible(name: string, names: readonly string[]): { expected?: Msg; next?: Msg } {
  const near = nearest(name, names);
  const listed = names.length > mostNames ? [...names.slice(0, mostNames), '…'] : names;
  return {
    ...(names.length > 0 ? { expected: msg('config.expect.one_of', { names: listed.join(', ') }) } : {}),
    ...(near === undefined ? {} : { next: msg('config.next.did_you_mean', { key: near }) }),
  };
}
