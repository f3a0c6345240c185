import { Document, isMap, isNode, isPair, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { fail } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { parseHosts } from './parse.js';
import { hostInput } from './write/host.js';

/** The first line of a file that cockpit makes. */
const header = '# Hosts that cockpit can open: `cockpit NAME`; checked by `cockpit config`.\n';
const format = { lineWidth: 110, flowCollectionPadding: true } as const;
/** Of these every item stands on a line of its own, in braces. */
const inBraces = new Set(['containers', 'queues', 'checks', 'thresholds', 'contacts', 'playbooks']);

/** A host entry as it would stand in hosts.yaml: `NAME:` and what is not default, in steps of two blanks; no secret is in it. */
export function entryYaml(entry: HostEntry): string {
  const doc = new Document({ [entry.name]: hostInput(entry) }, { aliasDuplicateObjects: false });
  const host = doc.get(entry.name);
  if (isMap(host)) styleHost(host);
  return doc.toString(format);
}

function styleHost(host: YAMLMap): void {
  for (const { key, value } of host.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === 'ssh' || name === 'redis') setFlow(value, depthOf(value) <= 2);
    else if (name === 'postgres' && isMap(value)) styleServers(value);
    else if (name === 'logs') setFlow(value, isSeq(value) && value.items.every((item) => isScalar(item)));
    else if (name === 'stack') styleStack(value);
    else if (inBraces.has(name)) styleItems(value);
  }
}

function styleServers(servers: YAMLMap): void {
  for (const { value } of servers.items) {
    if (!isMap(value)) continue;
    if (depthOf(value) === 1) setFlow(value, true);
    else styleServers(value);
  }
}

function styleStack(stack: unknown): void {
  if (!isMap(stack)) return;
  for (const { value } of stack.items) {
    if (!isMap(value)) continue;
    if (value.items.length <= 2) setFlow(value, true);
    else for (const { value: inner } of value.items) setFlow(inner, true);
  }
}

function styleItems(list: unknown): void {
  if (isSeq(list)) {
    for (const item of list.items) {
      // `- celery: { … }`: the kind stands before the braces.
      const [only] = isMap(item) && item.items.length === 1 ? item.items : [];
      setFlow(only && isMap(only.value) ? only.value : item, true);
    }
  } else if (isMap(list)) for (const { value } of list.items) styleItems(isSeq(value) ? value : [value]);
  else if (Array.isArray(list)) for (const item of list) setFlow(item, true);
}

function setFlow(node: unknown, flow: boolean): void {
  if (isMap(node) || isSeq(node)) node.flow = flow;
}

const depthOf = (node: unknown): number => {
  if (!isMap(node) && !isSeq(node)) return 0;
  return 1 + Math.max(0, ...node.items.map((item) => depthOf(isPair(item) ? item.value : item)));
};

/** A whole hosts.yaml with this entry alone. */
export const newHostsFile = (entry: HostEntry): string => `${header}\nhosts:\n${indent(entryYaml(entry), 2)}`;

/**
 * A hosts.yaml with one more entry at the end of its hosts; every other byte stays as it is, comments included. Throws a
 * ConfigError where the file can't be used as it is, a FailureError when the name is taken or there is no place for it.
 */
export function appendEntry(text: string, entry: HostEntry, file: string): string {
  const before = text.trim() === '' ? undefined : parseHosts(text, file);
  if (before?.hosts.some(({ name }) => name === entry.name)) {
    throw fail('denied', msg('discovery.write.taken', { name: entry.name, file }), {
      next: msg('discovery.write.taken.next'),
    });
  }
  const after = before === undefined ? newHostsFile(entry) : inserted(text, entry);
  // What was there must read as before, and the entry must be found; else the file has a form that is not understood.
  const found = after === undefined ? undefined : parseHosts(after, file);
  const kept = found?.hosts.filter(({ name }) => name !== entry.name);
  if (after === undefined || !found || JSON.stringify(kept) !== JSON.stringify(before?.hosts ?? [])) {
    throw fail('unsupported', msg('discovery.write.form', { file }), {
      next: msg('discovery.write.form.next'),
    });
  }
  return after;
}

function inserted(text: string, entry: HostEntry): string | undefined {
  const doc = parseDocument(text, { keepSourceTokens: false, merge: true });
  const hosts = doc.get('hosts', true);
  if (!isMap(hosts) || hosts.flow || hosts.items.length === 0) return undefined;
  const [first] = hosts.items;
  const last = hosts.items.at(-1);
  const column = isNode(first?.key) ? columnAt(text, first.key.range?.[0] ?? 0) : 2;
  const end = isNode(last?.value) ? last.value.range?.[1] : undefined;
  if (end === undefined) return undefined;
  const at = endOfBlock(text, end, column);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const added = `\n${indent(entryYaml(entry), column)}`.replaceAll('\n', newline);
  const head = text.slice(0, at);
  return `${head}${head.endsWith('\n') ? '' : newline}${added}${text.slice(at)}`;
}

const columnAt = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The end of the line on which a value ends, and of comments below it that are indented as deep as it is. */
function endOfBlock(text: string, offset: number, column: number): number {
  const isLineStart = offset > 0 && text[offset - 1] === '\n';
  let at = isLineStart ? offset : lineEnd(text, offset);
  for (let end = at; end < text.length; ) {
    const next = lineEnd(text, end);
    const line = text.slice(end, next);
    const [blanks = ''] = /^ */.exec(line) ?? [];
    if (/^ *#/.test(line) && blanks.length > column) at = next;
    else if (line.trim() !== '') break;
    end = next;
  }
  return at;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

const indent = (text: string, columns: number): string => text.replace(/^(?=[^\n])/gm, ' '.repeat(columns));
