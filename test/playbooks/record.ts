// Records what the probes of a playbook's steps see on the real lab, scene by scene; scenes/README.md tells how.
import { parseArgs } from 'node:util';
import type { HostEntry } from '../../src/domain/host.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { keibaComposeEntry, keibaEntry } from '../lab/keiba-entry.js';
import { type Lab, startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { unreached } from './support/coverage.js';
import { type LabCockpit, labEntry, openLabCockpit } from './support/lab-cockpit.js';
import { expectationOf, formatRecordings, writeRecording } from './support/recording.js';
import { type LabSystem, type Scene, scenesOf } from './support/scenes.js';
import { builtInTrees } from './support/trees.js';
import { walkReads } from './support/walk-reads.js';

const { values: given } = parseArgs({
  options: {
    slot: { type: 'string' },
    playbook: { type: 'string', multiple: true },
    scene: { type: 'string', multiple: true },
    missing: { type: 'boolean' },
    dry: { type: 'boolean' },
  },
});

const entries: Readonly<Record<LabSystem, (lab: Lab) => HostEntry>> = {
  salon: labEntry,
  psyfit: psyfitEntry,
  keiba: keibaComposeEntry,
  'keiba-aws': (lab) => keibaEntry(lab, 'host'),
};

const { trees, problems } = builtInTrees();
for (const { file, line, column, what } of problems) {
  console.error(`${file}:${line}:${column}: ${what.id} ${JSON.stringify(what.params ?? {})}`);
}
const chosen = trees.filter(({ id }) => given.playbook === undefined || given.playbook.includes(id));

if (given.missing) {
  for (const line of chosen.flatMap(unreached)) console.log(line);
} else {
  if (given.slot) process.env.COCKPIT_LAB_SLOT = given.slot;
  for (const system of Object.keys(entries) as LabSystem[]) {
    const wanted = chosen.filter((tree) => playedOn(system, tree).length > 0);
    if (wanted.length > 0) await record(system, wanted);
  }
}

/** The scenes of a tree that are wanted and belong to a system of the lab. */
function playedOn(system: string, tree: Playbook): readonly Scene[] {
  const isWanted = ({ scene }: Scene) => given.scene === undefined || given.scene.includes(scene);
  return scenesOf(tree.id).filter((scene) => (scene.system ?? 'salon') === system && isWanted(scene));
}

async function record(system: LabSystem, wanted: readonly Playbook[]): Promise<void> {
  const lab = await startLab(system === 'keiba-aws' ? 'keiba' : system);
  const entry = entries[system](lab);
  const cockpit = await openLabCockpit(lab, entry);
  let bare: LabCockpit | undefined;
  try {
    await cockpit.ready();
    for (const tree of wanted) {
      for (const scene of playedOn(system, tree)) {
        if (scene.bare) bare ??= await openLabCockpit(lab, { ...entry, checks: [] });
        await play(lab, scene.bare && bare ? bare : cockpit, tree, scene);
      }
      formatRecordings(tree.id);
      for (const line of unreached(tree)) console.log(`not reached: ${line}`);
    }
  } finally {
    await cockpit.close();
    await bare?.close();
  }
}

async function play(lab: Lab, cockpit: LabCockpit, tree: Playbook, scene: Scene): Promise<void> {
  const undo = scene.fault === undefined ? undefined : await lab.fault(scene.fault);
  try {
    if (scene.on !== undefined) await onHost(lab, scene.on);
    await new Promise((resolve) => setTimeout(resolve, (scene.settle ?? 1) * 1000));
    if (scene.until !== undefined) await until(lab, scene.until);
    await cockpit.ready();
    const learnt = scene.learn === undefined ? {} : await learn(lab, scene.learn);
    const bound = { ...cockpit.bind(tree), ...scene.values, ...learnt };
    const values = Object.fromEntries(
      Object.entries(bound).filter(([name]) => !scene.without?.includes(name)),
    );
    const step = scene.from ?? tree.steps[0]?.id ?? '';
    const walk = await walkReads(tree, { step, values }, cockpit.from);
    for (const { step: id, judgement, ...rest } of walk.steps) {
      const why = rest.evidence.flatMap(({ failure }) => (failure ? [failure.what.id, failure.detail] : []));
      const kept = judgement.rule !== undefined && !(scene.only && !scene.only.includes(id)) && !given.dry;
      console.log(
        `${tree.id} ${scene.scene}: ${id} ${judgement.verdict} → ${judgement.go}`,
        judgement.cause?.id ?? '',
        judgement.deciding ? `«${judgement.deciding.quote}»` : '',
        rest.evidence.map(({ ms }) => `${ms} ms`).join(' '),
        kept ? '' : `not kept ${why.join(' ')} ${judgement.rule === undefined ? judgement.say.id : ''}`,
      );
      if (!kept) continue;
      const recordedWith = [scene.fault === undefined ? '' : `lab fault ${scene.fault} on`, scene.on ?? ''];
      writeRecording(tree.id, id, scene.scene, {
        fault: scene.fault ?? scene.scene,
        recordedWith: recordedWith.filter(Boolean),
        ...rest,
        expect: expectationOf(judgement),
      });
    }
    const wrong =
      (scene.stands !== undefined && scene.stands !== walk.stands) ||
      (scene.cause !== undefined && scene.cause !== walk.cause);
    console.log(
      `${wrong ? 'WRONG ' : ''}${tree.id} ${scene.scene}: stands at ${walk.stands}, cause ${walk.cause ?? '–'};`,
      `signals ${cockpit.signals().join(' ')}; offers ${cockpit.offers(trees).join(' ')}`,
    );
    if (wrong) process.exitCode = 1;
  } finally {
    if (scene.off !== undefined) await onHost(lab, scene.off);
    await undo?.();
  }
}

async function onHost(lab: Lab, command: string): Promise<void> {
  const { code, stdout, stderr } = await lab.run(command);
  if (code !== 0) throw new Error(`${command}: exit ${code}: ${stdout}${stderr}`);
}

async function learn(lab: Lab, command: string): Promise<Record<string, string>> {
  const { stdout } = await lab.run(command);
  return Object.fromEntries([...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
}

async function until(lab: Lab, command: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await lab.run(command)).code === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`${command}: did not come about in a minute`);
}
