/** A text for a person, by catalogue id, so that the same value reads in every language. */
export interface Msg {
  readonly id: string;
  readonly params?: Readonly<Record<string, string | number | Msg>>;
}

/** Makes a {@link Msg}. Ids are literals at the call, so that a test can hold the catalogue against them. */
export const msg = (id: string, params?: Msg['params']): Msg => (params ? { id, params } : { id });

/** A text that brings both languages with it, such as a playbook's; it stands in no catalogue. */
export const bothLanguages = (en: string, ja: string): Msg => ({ id: ownText, params: { en, ja } });

/** The id of messages that {@link bothLanguages} makes. */
export const ownText = 'text.own';
