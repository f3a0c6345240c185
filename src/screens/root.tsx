import { useInput, usePaste, useStdin, useWindowSize } from 'ink';
import { useEffect } from 'react';
import { App, type AppProps } from './app.js';
import { useFunctionKeys } from './function-keys.js';
import { isHeard, keyNames } from './key-name.js';

export interface RootProps extends AppProps {
  onKey(key: string, typed?: string): void;
  /** Called after the size changed: what is on screen can't be trusted any more. */
  onResize(): void;
}

/** The app with its keyboard and its terminal size. */
export function Root({ onKey, onResize, ...app }: RootProps) {
  const { columns, rows } = useWindowSize();
  const { store } = app;
  const press: typeof onKey = (key, typed) => {
    if (isHeard(key, store.getState().ui.size)) onKey(key, typed);
  };
  // A wall monitor may have no keyboard at all.
  const { isRawModeSupported: isActive } = useStdin();
  useInput(
    (input, key) => {
      for (const pressed of keyNames(input, key)) press(pressed.key, pressed.typed);
    },
    { isActive },
  );
  useFunctionKeys(press);
  // What is pasted is text for an open input, never a row of commands.
  usePaste((text) => press('pasted', text), { isActive });
  useEffect(() => {
    const { size } = store.getState().ui;
    if (size.columns === columns && size.rows === rows) return;
    store.dispatch({ type: 'resized', size: { columns, rows } });
    onResize();
  }, [columns, rows, store, onResize]);
  return <App {...app} />;
}
