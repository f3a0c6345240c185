import { useInput, useWindowSize } from 'ink';
import { useEffect } from 'react';
import { App, type AppProps } from './app.js';
import { keyName } from './key-name.js';

export interface RootProps extends AppProps {
  onKey(key: string, typed?: string): void;
  /** Called after the size changed: what is on screen can't be trusted any more. */
  onResize(): void;
}

/** The app with its keyboard and its terminal size. */
export function Root({ onKey, onResize, ...app }: RootProps) {
  const { columns, rows } = useWindowSize();
  const { store } = app;
  useInput((input, key) => {
    const pressed = keyName(input, key);
    onKey(pressed.key, pressed.typed);
  });
  useEffect(() => {
    const { size } = store.getState().ui;
    if (size.columns === columns && size.rows === rows) return;
    store.dispatch({ type: 'resized', size: { columns, rows } });
    onResize();
  }, [columns, rows, store, onResize]);
  return <App {...app} />;
}
