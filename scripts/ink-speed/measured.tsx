// What measure.mjs bundles twice, with and without the substitutes.
import { EventEmitter } from 'node:events';
import { Box, type RenderOptions, render } from 'ink';
import { sanitizeLine } from '../../src/domain/text/sanitize.js';
import { LogLines } from '../../src/ui/LogLines.js';
import { Pane } from '../../src/ui/Pane.js';
import { StatusBar } from '../../src/ui/StatusBar.js';
import { Table, type TableRow } from '../../src/ui/Table.js';
import type { ColumnSpec } from '../../src/ui/table-layout.js';
import { fitColumns, sliceColumns } from '../../src/ui/text/fit.js';

const samples = {
  ascii: (index: number) =>
    `2026-01-05T04:${index % 60}:09.123Z api-${index % 4} INFO GET /api/orders/${index} 200 ${index % 90}ms user=4711 bytes=${index * 17} trace=5f2c${index}`,
  japanese: (index: number) =>
    `2026-01-05T04:${index % 60}:09.123Z worker-${index % 4} 注文 ${index} を受け付けました。在庫を確認しています（倉庫：東京第${index % 9}）`,
  escapes: (index: number) =>
    `\u001B[32mINFO\u001B[0m \u001B[1mGET\u001B[22m /api/orders/${index}\t200 \u001B]8;;https://example.com/${index}\u0007trace\u001B]8;;\u0007 ${index % 90}ms`,
  emoji: (index: number) =>
    `deploy ${index} 🚀 ok 👍🏽 café e\u0301 ${index % 90}ms สวัสดี 1️⃣ done ${index * 31}`,
};

/** Microseconds of CPU per line, each line seen once, as in a log. */
export function measureText(): Record<string, Record<string, number>> {
  const results: Record<string, Record<string, number>> = {};
  for (const [name, sample] of Object.entries(samples)) {
    const time = (prepare: (line: string) => string, work: (line: string) => unknown) => {
      const run = (first: number) => {
        const lines = Array.from({ length: 20_000 }, (_, index) => prepare(sample(first + index)));
        const before = process.cpuUsage();
        for (const line of lines) {
          work(line);
        }

        return process.cpuUsage(before).user / lines.length;
      };
      run(0);
      return run(50_000);
    };
    results[name] = {
      sanitize: time((line) => line, sanitizeLine),
      'fit to 100': time(sanitizeLine, (line) => fitColumns(line, 100)),
      'fit to 40': time(sanitizeLine, (line) => fitColumns(line, 40)),
      'slice 20+80': time(sanitizeLine, (line) => sliceColumns(line, 20, 80)),
    };
  }

  return results;
}

const columns: ColumnSpec[] = [
  { id: 'name', title: 'name', flex: 2, min: 8, priority: 9 },
  { id: 'state', title: 'state', width: 10, priority: 8 },
  { id: 'cpu', title: 'cpu', width: 7, align: 'right', priority: 5 },
  { id: 'memory', title: 'memory', width: 9, align: 'right', priority: 4 },
];

function rows(frame: number, changing: boolean): TableRow[] {
  return Array.from({ length: 30 }, (_, index) => ({
    key: String(index),
    cells: [
      { text: index % 5 === 0 ? `受注ワーカー${index}` : `service-${index}` },
      index % 7 === 0 ? { text: 'exited', tone: 'fail' } : { text: 'running', tone: 'ok' },
      { text: `${((index * 7 + (changing ? frame : 0)) % 100).toFixed(1)} %` },
      { text: `${index * 13 + (changing ? frame : 0)} MB` },
    ],
  }));
}

/** Seven panes in 200×50, with 200 new log lines in each frame. */
function Screen({ frame, logs, tables }: { frame: number; logs: boolean; tables: boolean }) {
  const sample = (index: number) => (index % 6 === 0 ? samples.japanese(index) : samples.ascii(index));
  const first = logs ? frame * 200 : 0;
  const age = `${frame % 10} s`;
  return (
    <Box width={200} height={50} flexDirection="column">
      <Box height={24}>
        {[1, 2, 3].map((pane) => (
          <Pane
            key={pane}
            index={pane}
            title={`pane ${pane}`}
            summary="30 · 5 fail"
            age={age}
            width={pane === 3 ? 68 : 66}
            height={24}
            focused={pane === 1}
          >
            <Table
              columns={columns}
              rows={rows(frame, tables)}
              width={pane === 3 ? 66 : 64}
              height={22}
              selected={frame % 30}
              focused={pane === 1}
            />
          </Pane>
        ))}
      </Box>
      <Box height={15}>
        {[4, 5, 6].map((pane) => (
          <Pane
            key={pane}
            index={pane}
            title={`pane ${pane}`}
            summary="30"
            age={age}
            width={pane === 6 ? 68 : 66}
            height={15}
          >
            <Table
              columns={columns}
              rows={rows(frame, tables && pane === 4)}
              width={pane === 6 ? 66 : 64}
              height={13}
            />
          </Pane>
        ))}
      </Box>
      <Pane index={7} title="logs" summary="following" age={age} width={200} height={10}>
        <LogLines
          lines={Array.from({ length: 8 }, (_, index) => ({
            text: fitColumns(sanitizeLine(sample(first + 192 + index)), 198),
            level: index % 4 === 0 ? 'error' : 'info',
          }))}
        />
      </Pane>
      <StatusBar
        left={[{ text: 'PROD', tone: 'production' }, { text: 'shop-1' }]}
        right={[{ text: `frame ${frame}` }]}
        width={200}
      />
    </Box>
  );
}

class Terminal extends EventEmitter {
  columns = 200;
  rows = 50;
  isTTY = true;
  bytes = 0;

  write = (data: string, done?: () => void) => {
    this.bytes += Buffer.byteLength(data);
    done?.();
    return true;
  };

  read = () => null;
  setEncoding() {}
  setRawMode() {}
  resume() {}
  pause() {}
  ref() {}
  unref() {}
}

/** Milliseconds of CPU and bytes per frame, after warming up. */
export async function measureFrames(options: { logs: boolean; tables: boolean }) {
  const stdout = new Terminal();
  const screen = (frame: number) => <Screen frame={frame} {...options} />;
  const instance = render(screen(0), {
    stdout,
    stdin: new Terminal(),
    stderr: new Terminal(),
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 10_000,
    patchConsole: false,
    exitOnCtrlC: false,
  } as unknown as RenderOptions);
  const draw = async (from: number, to: number) => {
    for (let frame = from; frame < to; frame++) {
      instance.rerender(screen(frame));
      await instance.waitUntilRenderFlush();
    }
  };

  await draw(1, 60);
  stdout.bytes = 0;
  const frames = 200;
  const before = process.cpuUsage();
  await draw(60, 60 + frames);
  const { user, system } = process.cpuUsage(before);
  instance.unmount();
  return { cpuMs: (user + system) / 1000 / frames, bytes: stdout.bytes / frames };
}
