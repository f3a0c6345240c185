import { createContext, useContext } from 'react';

/** What the terminal can show; both are inputs, so that a frame never depends on the environment it was made in. */
export interface Capabilities {
  color: 'truecolor' | '256' | '16' | 'none';
  /** `false` also serves terminals that draw ambiguous characters two columns wide. */
  unicode: boolean;
}

/** The role of a piece of text; what it looks like is the theme's business. */
export type Tone =
  | 'plain'
  | 'ok'
  | 'warn'
  | 'fail'
  | 'dim'
  | 'accent'
  | 'title'
  | 'border'
  | 'focus'
  | 'stale'
  | 'production'
  | 'selected'
  | 'match'
  | 'cursor'
  | 'key'
  | BandTone
  | LevelTone;

/** The tones of the wall's state line, which fill its whole background. */
export type BandTone = 'band-ok' | 'band-warn' | 'band-fail' | 'band-unknown' | 'band-pending';

/** The tones of log levels. */
export type LevelTone = 'trace' | 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'fatal';

interface BoxGlyphs {
  topLeft: string;
  topRight: string;
  bottomLeft: string;
  bottomRight: string;
  horizontal: string;
  vertical: string;
}

/** Every glyph is one column wide, in both sets. */
export interface Glyphs {
  box: BoxGlyphs;
  /** Drawn around the focused pane: another shape, because colour alone must not tell the focus. */
  focusedBox: BoxGlyphs;
  bullet: string;
  dot: string;
  pointer: string;
  ellipsis: '…' | '~';
  up: string;
  down: string;
  left: string;
  right: string;
  ascending: string;
  descending: string;
  /** From empty to full. */
  spark: readonly string[];
  gaugeFull: string;
  gaugeEmpty: string;
  /** The mark that repeats a tone in NO_COLOR terminals. */
  mark: { ok: string; warn: string; fail: string; stale: string; pending: string; unknown: string };
}

const unicodeGlyphs: Glyphs = {
  box: { topLeft: '╭', topRight: '╮', bottomLeft: '╰', bottomRight: '╯', horizontal: '─', vertical: '│' },
  focusedBox: {
    topLeft: '┏',
    topRight: '┓',
    bottomLeft: '┗',
    bottomRight: '┛',
    horizontal: '━',
    vertical: '┃',
  },
  bullet: '●',
  dot: '·',
  pointer: '▸',
  ellipsis: '…',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  ascending: '▲',
  descending: '▼',
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  gaugeFull: '█',
  gaugeEmpty: '░',
  mark: { ok: '●', warn: '▲', fail: '✗', stale: '○', pending: '·', unknown: '?' },
};

const asciiGlyphs: Glyphs = {
  box: { topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', horizontal: '-', vertical: '|' },
  focusedBox: {
    topLeft: '#',
    topRight: '#',
    bottomLeft: '#',
    bottomRight: '#',
    horizontal: '=',
    vertical: '#',
  },
  bullet: 'o',
  dot: '-',
  pointer: '>',
  ellipsis: '~',
  up: '^',
  down: 'v',
  left: '<',
  right: '>',
  ascending: '^',
  descending: 'v',
  spark: ['_', '.', '-', '=', '*', '#'],
  gaugeFull: '#',
  gaugeEmpty: '.',
  mark: { ok: 'o', warn: '!', fail: 'x', stale: '~', pending: '.', unknown: '?' },
};

interface Hue {
  /** SGR parameters of the 16 standard colours, which follow the user's own palette. */
  basic: string;
  /** Index in the 256-colour cube. */
  cube: number;
  rgb: readonly [number, number, number];
}

const hues = {
  green: { basic: '32', cube: 78, rgb: [95, 215, 135] },
  yellow: { basic: '33', cube: 221, rgb: [255, 215, 95] },
  red: { basic: '31', cube: 203, rgb: [255, 95, 95] },
  cyan: { basic: '36', cube: 80, rgb: [95, 215, 215] },
  blue: { basic: '34', cube: 75, rgb: [95, 175, 255] },
  magenta: { basic: '35', cube: 176, rgb: [215, 135, 215] },
  gray: { basic: '90', cube: 245, rgb: [138, 138, 138] },
} as const satisfies Record<string, Hue>;

interface Look {
  hue?: keyof typeof hues;
  /** SGR parameters that need no colour, so they stay with NO_COLOR. */
  style?: readonly ('bold' | 'dim' | 'underline' | 'inverse')[];
  /** Used instead of `style` where there is no colour. */
  colorless?: readonly ('bold' | 'dim' | 'underline' | 'inverse')[];
  background?: 'red' | 'yellow' | 'subtle' | 'green' | 'purple' | 'slate';
}

const looks: Record<Tone, Look> = {
  plain: {},
  ok: { hue: 'green' },
  warn: { hue: 'yellow', colorless: ['bold'] },
  fail: { hue: 'red', style: ['bold'] },
  dim: { hue: 'gray', colorless: ['dim'] },
  accent: { hue: 'cyan', colorless: ['bold'] },
  title: { style: ['bold'] },
  border: { hue: 'gray', colorless: [] },
  focus: { hue: 'cyan', colorless: ['bold'] },
  stale: { hue: 'gray', colorless: ['dim'] },
  production: { style: ['bold'], background: 'red', colorless: ['bold', 'inverse'] },
  selected: { background: 'subtle', colorless: ['inverse'] },
  match: { background: 'yellow', colorless: ['inverse'] },
  cursor: { style: ['inverse'] },
  key: { hue: 'cyan', style: ['bold'] },
  'band-ok': { style: ['bold'], background: 'green', colorless: ['bold', 'inverse'] },
  'band-warn': { style: ['bold'], background: 'yellow', colorless: ['bold', 'inverse'] },
  'band-fail': { style: ['bold'], background: 'red', colorless: ['bold', 'inverse'] },
  'band-unknown': { style: ['bold'], background: 'purple', colorless: ['bold', 'inverse'] },
  'band-pending': { style: ['bold'], background: 'slate', colorless: ['bold', 'inverse'] },
  trace: { hue: 'gray', colorless: ['dim'] },
  debug: { hue: 'gray', colorless: ['dim'] },
  info: {},
  notice: { hue: 'blue', colorless: [] },
  warning: { hue: 'yellow', colorless: ['bold'] },
  error: { hue: 'red', colorless: ['bold'] },
  fatal: { hue: 'red', style: ['bold', 'underline'], colorless: ['bold', 'underline'] },
};

const styleCodes = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  underline: ['4', '24'],
  inverse: ['7', '27'],
} as const;

const backgrounds = {
  truecolor: {
    red: '97;48;2;175;0;0',
    yellow: '30;48;2;255;215;95',
    subtle: '48;2;48;52;70',
    green: '97;48;2;0;95;55',
    purple: '97;48;2;95;40;145',
    slate: '97;48;2;58;66;88',
  },
  '256': {
    red: '97;48;5;124',
    yellow: '30;48;5;221',
    subtle: '48;5;237',
    green: '97;48;5;22',
    purple: '97;48;5;54',
    slate: '97;48;5;238',
  },
  '16': {
    red: '97;41',
    yellow: '30;43',
    subtle: undefined,
    green: '30;42',
    purple: '97;45',
    slate: '97;44',
  },
} as const;

type Codes = readonly [open: string, close: string];

function makeCodes(look: Look, color: Capabilities['color']): Codes {
  const open: string[] = [];
  const close: string[] = [];
  const addStyles = (styles: Look['style']) => {
    for (const style of styles ?? []) {
      open.push(styleCodes[style][0]);
      close.unshift(styleCodes[style][1]);
    }
  };

  if (color === 'none') {
    addStyles(look.colorless ?? look.style);
  } else {
    addStyles(look.style);
    if (look.hue) {
      const hue: Hue = hues[look.hue];
      open.push(
        color === '16' ? hue.basic : color === '256' ? `38;5;${hue.cube}` : `38;2;${hue.rgb.join(';')}`,
      );
      close.unshift('39');
    }

    if (look.background) {
      const background = backgrounds[color][look.background];
      if (background === undefined) {
        addStyles(['inverse']);
      } else {
        open.push(background);
        close.unshift(look.background === 'subtle' ? '49' : '39;49');
      }
    }
  }

  return open.length === 0
    ? ['', '']
    : [`\u001B[${open.join(';')}m`, `\u001B[${[...new Set(close)].join(';')}m`];
}

/** Turns text and tones into what the terminal shows. */
export interface Theme {
  capabilities: Capabilities;
  glyphs: Glyphs;
  /** Wraps sanitised text in the colours of its tone; the display width stays the same. */
  paint(text: string, tone?: Tone): string;
  /** Whether a selected row keeps the tones of its cells (a background) or drops them (inverse video). */
  keepsTonesWhenSelected: boolean;
  /** The same theme with every tone greyed: for the body of a pane whose data is stale. */
  stale: Theme;
}

/** Tones that stay visible in a stale pane, since they speak of the cockpit and not of the host. */
const neverStale: ReadonlySet<Tone> = new Set([
  'selected',
  'match',
  'cursor',
  'production',
  'focus',
  'key',
  'band-ok',
  'band-warn',
  'band-fail',
  'band-unknown',
  'band-pending',
]);

const asciiSigns: Readonly<Record<string, string>> = {
  '·': '-',
  '•': '*',
  '…': '~',
  '–': '-',
  '—': '-',
  '×': 'x',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
};

/** Signs of our own texts, each by one ASCII character of the same width; letters of any script stay. */
function withAsciiSigns(text: string): string {
  return text.replaceAll(/[·•…–—×→←↑↓]/g, (sign) => asciiSigns[sign] ?? '?');
}

export function makeTheme(capabilities: Capabilities): Theme {
  const codes = Object.fromEntries(
    Object.entries(looks).map(([tone, look]) => [tone, makeCodes(look, capabilities.color)]),
  ) as Record<Tone, Codes>;
  const base = {
    capabilities,
    glyphs: capabilities.unicode ? unicodeGlyphs : asciiGlyphs,
    keepsTonesWhenSelected: capabilities.color === 'truecolor' || capabilities.color === '256',
  };
  const paint = (text: string, tone: Tone = 'plain') => {
    const [open, close] = codes[tone];
    const shown = capabilities.unicode ? text : withAsciiSigns(text);
    return open === '' || shown === '' ? shown : open + shown + close;
  };

  const stale: Theme = {
    ...base,
    paint: (text, tone = 'plain') => paint(text, neverStale.has(tone) ? tone : 'stale'),
    get stale() {
      return stale;
    },
  };
  return { ...base, paint, stale };
}

/** The default suits tests and unknown terminals: standard colours, Unicode glyphs. */
export const ThemeContext = createContext<Theme>(makeTheme({ color: '16', unicode: true }));

export function useTheme(): Theme {
  return useContext(ThemeContext);
}
