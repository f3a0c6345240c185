import { render } from 'ink';
import type { LogLines } from '../domain/log-lines.js';
import { Root } from '../screens/root.js';
import type { CockpitStore } from '../store/store.js';
import { detectCapabilities } from '../ui/capabilities.js';
import { makeTheme, ThemeContext } from '../ui/theme.js';

export interface ScreenOptions {
  readonly store: CockpitStore;
  readonly lines: LogLines;
  readonly version: string;
  readonly ascii: boolean;
  onKey(key: string, typed?: string): void;
}

export interface OpenScreen {
  repaint(): void;
  /** Settles when the screen is left and the terminal is as it was. */
  close(): Promise<void>;
}

/** Draws the full screen until it is closed. */
export function openScreen({ store, lines, version, ascii, onKey }: ScreenOptions): OpenScreen {
  const capabilities = detectCapabilities(process.env);
  const theme = makeTheme(ascii ? { ...capabilities, unicode: false } : capabilities);
  const repaint = () => instance.clear();
  const instance = render(
    <ThemeContext value={theme}>
      <Root store={store} lines={lines} version={version} onKey={onKey} onResize={() => repaint()} />
    </ThemeContext>,
    {
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
      patchConsole: true,
      // CI=true would switch live rendering off even on a terminal.
      interactive: true,
      maxFps: 30,
    },
  );
  // A screen that can't be drawn ends Ink quietly; left unhandled, it reaches the crash handler, which says so.
  void instance.waitUntilExit();
  return {
    repaint,
    async close() {
      instance.unmount();
      await instance.waitUntilExit().catch(() => {});
    },
  };
}
