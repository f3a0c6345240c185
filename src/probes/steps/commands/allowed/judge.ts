import { type Msg, msg } from '../../../../domain/message.js';
import { type Options, type Parsed, parseOptions } from './options.js';

/** Why a command is not known to only read; undefined: it only reads. */
export type Refusal = Msg | undefined;

/** Judges the arguments of one program; `judgeArgv` judges a program that it would run in turn. */
export type Judge = (args: readonly string[], judgeArgv: (argv: readonly string[]) => Refusal) => Refusal;

/** What a word in the place of an option, subcommand or value makes of the command. */
export const refuse = (program: string, word: string): Msg =>
  msg('steps.refused.word', { program, word: word.slice(0, 80) });

/** Something that must be there is not. */
export const needs = (program: string, wanted: string): Msg =>
  msg('steps.refused.needs', { program, wanted });

/** A program of which only the listed options may be given; `also` looks at their values and at the operands. */
export const withOptions =
  (program: string, options: Options, also: (parsed: Parsed) => Refusal = () => undefined): Judge =>
  (args) => {
    const parsed = parseOptions(args, options);
    return parsed.refused === undefined ? also(parsed) : refuse(program, parsed.refused);
  };

/** The first word is a subcommand, each with its own rule. */
export const withSubcommands =
  (program: string, subcommands: Readonly<Record<string, Judge>>): Judge =>
  ([subcommand = '', ...rest], judgeArgv) => {
    const judge = Object.hasOwn(subcommands, subcommand) ? subcommands[subcommand] : undefined;
    return judge ? judge(rest, judgeArgv) : refuse(program, subcommand);
  };

/** Only reads, whatever its arguments. */
export const anything: Judge = () => undefined;

/** The first of some words that fails a test. */
export const firstBad = (
  program: string,
  words: Iterable<string>,
  isGood: (word: string) => boolean,
): Refusal => {
  for (const word of words) if (!isGood(word)) return refuse(program, word);
  return undefined;
};
