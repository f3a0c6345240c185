import { type Msg, ownText } from '../domain/message.js';
import { catalogue } from './catalogue.js';

export type Lang = 'en' | 'ja';

/** The text of a message; an unknown id shows itself, which the catalogue test forbids. Nested messages are translated too. */
export function translate(lang: Lang, message: Msg): string {
  if (message.id === ownText) return String(message.params?.[lang] ?? '');
  const entry = catalogue[message.id];
  if (!entry) return message.id;
  const { params } = message;
  return entry[lang].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params?.[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? translate(lang, value) : String(value);
  });
}
