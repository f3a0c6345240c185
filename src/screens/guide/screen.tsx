import { Box } from 'ink';
import { currentWalk } from '../../store/selectors/triage.js';
import { Pane, paneBodySize } from '../../ui/Pane.js';
import { type Theme, useTheme } from '../../ui/theme.js';
import { clock, duration } from '../format.js';
import { Lines, type Span, span } from '../lines.js';
import { useView, type View } from '../view.js';
import { causeLines } from './cause.js';
import { endName } from './end-sections.js';
import { paragraph } from './paragraph.js';
import { blank, linesSection, type Section, Stack } from './stack.js';
import { stepSections } from './step-sections.js';
import type { Stop } from './stop.js';
import { stepTitle, titleOf, treeText } from './titles.js';
import { trailLine, trailLines } from './trail.js';
import { overrulingLines } from './verdict.js';
import { wayOnLines } from './way-on.js';

/** From this width on, the trail has a column of its own. */
const wideEnough = 110;

/** The walk through a playbook: the way so far, what the step on show saw and makes of it, and where it goes on. */
export function GuideScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const stop = currentWalk(view.state);
  const inner = paneBodySize(width, height);
  return (
    <Pane width={width} height={height} {...titleOfPane(view, stop)} focused>
      {stop ? (
        <Walk stop={stop} {...inner} />
      ) : (
        <Lines lines={[[span(view.t({ id: 'guide.screen.no-walk' }), 'dim')]]} width={inner.width} />
      )}
    </Pane>
  );
}

function titleOfPane(view: View, stop: Stop | undefined) {
  if (!stop) return { title: view.t({ id: 'guide.screen.title' }) };
  const { walk, playbook } = stop;
  const caller = walk.caller && view.state.guide.playbooks?.find((p) => p.id === walk.caller?.playbook);
  const own = treeText(view, playbook.title, walk.values);
  return {
    title: caller ? `${treeText(view, caller.title, walk.values)} › ${own}` : own,
    summary: `${view.state.host.name} · ${view.t({ id: 'guide.screen.started', params: { at: clock(walk.startedAt) } })}`,
    age: duration(((walk.ended?.at ?? view.state.now) - walk.startedAt) / 1000, view.state.lang),
  };
}

interface Size {
  width: number;
  height: number;
}

function Walk({ stop, width, height }: Size & { stop: Stop }) {
  const view = useView();
  const theme = useTheme();
  const cause = causeLines(view, stop, width - 2, theme);
  const isWide = width >= wideEnough - 2;
  const trail = isWide || stop.walk.shown === 0 ? [] : [trailLine(view, stop, width - 2, theme)];
  const head = [...cause, ...trail];
  const bodyHeight = Math.max(0, height - head.length);
  const left = isWide ? Math.min(56, Math.floor(width * 0.33)) : 0;
  const right = width - 2 - (isWide ? left + 3 : 0);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      <Indented width={width} lines={head} />
      <Box width={width} height={bodyHeight} flexShrink={0} overflow="hidden">
        {isWide ? (
          <>
            <Column
              lines={trailLines(view, stop, { width: left, height: bodyHeight }, theme)}
              width={left}
              height={bodyHeight}
            />
            <Column
              lines={Array.from({ length: bodyHeight }, () => [
                span(` ${theme.glyphs.box.vertical} `, 'border'),
              ])}
              width={3}
              height={bodyHeight}
            />
          </>
        ) : (
          <Column lines={[]} width={1} height={bodyHeight} />
        )}
        <Stack
          sections={sectionsOf(view, stop, { width: right, height: bodyHeight }, theme)}
          width={right}
          height={bodyHeight}
        />
      </Box>
    </Box>
  );
}

function Column({ lines, width, height }: Size & { lines: readonly (readonly Span[])[] }) {
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      <Lines lines={lines} width={width} />
    </Box>
  );
}

/** Lines with one free column on the left. */
function Indented({ lines, width }: { lines: readonly (readonly Span[])[]; width: number }) {
  return <Lines lines={lines.map((line) => [span(' '), ...line])} width={width} />;
}

function sectionsOf(view: View, stop: Stop, { width, height }: Size, theme: Theme): Section[] {
  const { step, walk, playbook, last, visit } = stop;
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const title = (id: string) => titleOf(view, playbook, walk, id);
  const overruling = overrulingLines(view, title, theme);
  const sections: Section[] = [];
  if (!last) {
    const text = view.t({
      id: 'guide.screen.looking-back',
      params: { n: walk.shown + 1, of: walk.visits.length },
    });
    sections.push(linesSection('back', [[span(` ${text} `, 'match')]], width, { priority: 95 }));
  }
  // An end that is called by its outcome would say the same word twice.
  const isNamed =
    step.kind !== 'end' || stepTitle(view, step, walk).toLowerCase() !== endName(view, step).toLowerCase();
  if (isNamed)
    sections.push(
      linesSection(
        'title',
        paragraph(stepTitle(view, step, walk), { ...cut, tone: 'title', max: 2 }),
        width,
        {
          priority: 100,
          min: 1,
        },
      ),
    );
  if (step.differs) {
    const label = view.t({ id: 'guide.screen.differs' });
    sections.push(
      linesSection(
        'differs',
        paragraph(treeText(view, step.differs, walk.values), {
          ...cut,
          label,
          labelTone: 'notice',
          tone: 'dim',
          // What the evidence says is worth more than how the tree came about.
          max: height < 24 ? 1 : 3,
        }),
        width,
        { priority: 34, min: 0 },
      ),
    );
  }
  if (isNamed) sections.push(blank('after-title'));
  sections.push(...stepSections(view, stop, width, theme));
  if (overruling.length > 0) {
    const head = paragraph(view.t({ id: 'guide.screen.overruling' }), { ...cut, tone: 'accent' });
    sections.push(blank('before-overruling'));
    sections.push(linesSection('overruling', [...head, ...overruling], width, { priority: 96 }));
    return sections;
  }
  const on = wayOnLines(view, { playbook, walk, visit, step, last }, width, theme);
  sections.push(blank('before-way-on'));
  sections.push(linesSection('way-on', on, width, { priority: 90 }));
  return sections;
}
