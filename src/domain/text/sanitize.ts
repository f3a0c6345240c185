/** Longer lines are cut before any other work, because a single line of a megabyte would block the screen. */
export const maxLineLength = 4096;

/** Each tab becomes this many spaces: enough to keep a stack trace indented. */
const tabSpaces = '    ';

/** Nothing to do for these: printable ASCII, most Latin, kana, kanji and full-width punctuation, none of them combining. */
const harmless =
  /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u0391-\u03C9\u0400-\u0481\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u3000-\u3029\u3041-\u3096\u30A1-\u30FF\u4E00-\u9FFF\uFF01-\uFF9D]*$/;

const asciiOnly = /^[ -~]*$/;

/**
 * Control sequences of ECMA-48 in their 7-bit and 8-bit forms.
 *
 * Every ESC is matched by the last alternative at least, so none survives. A 7-bit string sequence (OSC, DCS, SOS,
 * PM, APC) that never ends is dropped to the next ESC or the end, as a terminal would swallow it; an 8-bit one only
 * when it ends, because those characters also come from text that was encoded twice.
 */
const sequences = new RegExp(
  [
    '\\x1b[\\]PX^_][^\\x07\\x18\\x1a\\x1b\\x9c]*(?:[\\x07\\x18\\x1a\\x9c]|\\x1b\\\\)?',
    '[\\x90\\x98\\x9d-\\x9f][^\\x07\\x18\\x1a\\x1b\\x9c]*(?:[\\x07\\x9c]|\\x1b\\\\)',
    '(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?',
    '\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?',
  ].join('|'),
  'g',
);
const mayHoldSequence = /[\x1b\x80-\x9f]/;

const separators = /[\n\v\f\u0085\p{Zl}\p{Zp}]+/gu;

/** Controls, format characters (BiDi, joiners, tags), everything else that draws nothing, skin tones, enclosing marks. */
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Me}\p{Emoji_Modifier}]+/gu;

/** A mark at the start would be drawn upon whatever stands to the left of the line, such as a border. */
const leadingMarks = /^\p{M}+/u;
const stackedMarks = /(\p{M}{2})\p{M}+/gu;

/**
 * Makes one line of text from a host safe to draw: the only way from a log, a name, a query or an error to the screen.
 *
 * No escape sequence, control or format character survives, at most two combining marks follow each other, and the
 * result has at most {@link maxLineLength} UTF-16 units. Line breaks inside become spaces, tabs four spaces.
 * Sanitising twice changes nothing.
 */
export function sanitizeLine(raw: string): string {
  const capped = cap(raw);
  return harmless.test(capped) ? capped : scrub(capped);
}

function scrub(capped: string): string {
  let text = mayHoldSequence.test(capped) ? capped.replace(sequences, '') : capped;
  if (text.includes('\t')) {
    text = text.replaceAll('\t', tabSpaces);
  }

  if (asciiOnly.test(text)) {
    return cap(text);
  }

  text = text
    .replace(separators, ' ')
    .replace(invisible, '')
    .replace(leadingMarks, '')
    .replace(stackedMarks, '$1');
  return cap(text.toWellFormed());
}

function cap(text: string): string {
  if (text.length <= maxLineLength) {
    return text;
  }

  const last = text.charCodeAt(maxLineLength - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? maxLineLength - 1 : maxLineLength);
}

const decoder = new TextDecoder('utf-8');

/** Sanitises one line of bytes; each invalid UTF-8 sequence becomes U+FFFD. */
export function sanitizeBytes(bytes: Uint8Array): string {
  // A UTF-16 unit takes at most three bytes, so this many bytes always decode to more than the cap.
  return sanitizeLine(
    decoder.decode(bytes.length > maxLineLength * 4 ? bytes.subarray(0, maxLineLength * 4) : bytes),
  );
}
