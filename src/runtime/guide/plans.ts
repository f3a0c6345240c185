import { awsCommand } from '../../domain/aws.js';
import { fail } from '../../domain/failure.js';
import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { Operator, Pin, Plan } from '../../domain/perform.js';
import type { Deed } from '../../domain/playbook.js';
import { withDataFloor } from '../../triage/data-containers.js';
import { needsPins, type PinNeed } from '../../triage/pins.js';
import { planOf } from '../../triage/plan.js';
import { typesOf } from '../../triage/values.js';
import type { Context } from './context.js';
import type { Preparing } from './prepare.js';

/** The step's action with every word in its place and what it touches pinned. Throws a FailureError when it can't be. */
export async function planDeed(ctx: Context, preparing: Preparing): Promise<Plan> {
  const { playbook, step, values, signal } = preparing;
  const { deed, undo } = step;
  const types = typesOf(playbook);
  const named = needsPins({ act: deed.act, target: '' }, types, values);
  const all = needsPins(deed, types, values);
  const [compose, pins] = await Promise.all([
    composeFor(ctx, [deed, ...(undo ? [undo] : [])], signal),
    Promise.all(all.map((need) => pin(ctx.operator, need, signal))),
  ]);
  for (const [i, need] of all.entries()) {
    // What the command itself does not name may be gone: it may be what the action brings back.
    const isNamed = named.some((other) => nameOf(other) === nameOf(need));
    if (!pins[i] && isNamed) throw fail('missing', msg('guide.run.gone', { name: nameOf(need) }));
  }
  const plan = planOf({
    playbook: playbook.id,
    step: step.id,
    deed,
    title: step.title,
    values,
    types,
    compose,
    aws: awsFor(ctx.host),
    docker: ctx.host,
    pins: pins.filter((one) => one !== undefined),
    ...(undo ? { undo } : {}),
  });
  return withDataFloor(plan, ctx.host);
}

/** How the step's action is undone, with the values of now; its pins only name what they will be read of. */
export async function planUndo(ctx: Context, preparing: Preparing): Promise<Plan | undefined> {
  const { playbook, step, values, signal } = preparing;
  const { undo } = step;
  if (!undo) return undefined;
  const types = typesOf(playbook);
  const plan = planOf({
    playbook: playbook.id,
    step: step.id,
    deed: undo,
    title: undo.title,
    values,
    types,
    compose: await composeFor(ctx, [undo], signal),
    aws: awsFor(ctx.host),
    docker: ctx.host,
    pins: needsPins({ act: undo.act, target: '' }, types, values).map(blankPin),
  });
  return withDataFloor(plan, ctx.host);
}

const awsFor = ({ stack }: HostEntry) =>
  stack.kind === 'ecs' ? { on: stack.aws, argv: awsCommand(stack) } : undefined;

async function composeFor(
  { operator }: Context,
  deeds: readonly Deed[],
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  return deeds.some(({ act }) => act.do === 'compose') ? operator.compose(signal) : undefined;
}

const pin = (operator: Operator, need: PinNeed, signal: AbortSignal): Promise<Pin | undefined> =>
  need.kind === 'container'
    ? operator.pinContainer(need.name, signal)
    : operator.pinSession(need.server, need.session, signal);

const nameOf = (need: PinNeed): string => (need.kind === 'container' ? need.name : need.session);

function blankPin(need: PinNeed): Pin {
  if (need.kind === 'container') return { kind: 'container', name: need.name, id: '', startedAt: '' };
  const slash = need.session.indexOf('/');
  return {
    kind: 'session',
    server: need.server,
    pid: Number(need.session.slice(0, slash)),
    backendStart: need.session.slice(slash + 1),
  };
}
