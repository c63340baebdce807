import type { Cursor, Frame } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import { hostOf} from '../../key/hosts.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Call, Program } from '../../program/nodes.js';
import type { Context } from '../program/context.js';
import { headsOf, resolved, type Head } from './heads.js';
import { entriesOf, type Entries, type Entry } from './properties.js';

/** Options that count for a request: its own, or those of the client that makes it. */
export interface Layer {
  /** By name. */
  readonly options: Cursor | undefined;
  /** By position, under the name of the option that they stand for. */
  readonly given?: Readonly<Record<string, Cursor | undefined>>;
  /** The call that made the client; what is done with the client later counts, too. */
  readonly maker?: Cursor & { readonly node: Call };
}

/** A call of an HTTP library that sends a request. */
export interface HttpRequest {
  readonly call: Cursor & { readonly node: Call };
  /** The address, or the part of it that the call names; some libraries take it among the options. */
  readonly address: Cursor | undefined;
  /** In capitals, where the name of the call tells it. */
  readonly method?: string | undefined;
  /** The request's own options first. */
  readonly layers: readonly Layer[];
  /** What the library puts before a host without a scheme. */
  readonly scheme?: 'http:' | 'https:';
  /** Something out of sight takes part in it: arguments that are spread, an interceptor. */
  readonly open: boolean;
}

/** How a language's libraries make requests. */
export interface HttpDialect {
  /** Does the program speak HTTP by any library that is known? */
  speaks(program: Program): boolean;
  /** The request that a call sends. */
  requestOf(call: Call, context: Context, frame: Frame | undefined): HttpRequest | undefined;
  /** Options that switch certificate checks off, and the value that does. */
  readonly checks: Readonly<Record<string, (value: unknown) => boolean>>;
  /** Functions whose result checks no certificates. */
  readonly unchecked: RegExp;
  /** Assignments that do so for all that the process sends, with the options that they are given. */
  readonly global: RegExp;
}

/** Options that hold the address, and how much of it. */
const addressOptions = ['url', 'uri', 'path', 'pathname'];
const baseOptions = ['baseURL', 'baseUrl', 'prefixUrl', 'prefix', 'base_url', 'origin'];
const hostOptions = ['hostname', 'host'];

/** What a layer sets under a name. */
export function entriesUnder(layer: Layer, names: readonly string[], tracer: Tracer): Entries {
  const found: Entry[] = names.flatMap((name) => {
    const value = layer.given?.[name];
    return value === undefined ? [] : [{ name, value, node: value.node }];
  });
  if (layer.options === undefined) return { entries: found, open: false };
  const { entries, open } = entriesOf(layer.options, tracer);
  return { entries: [...found, ...entries.filter((entry) => names.includes(entry.name))], open };
}

/** Where a request goes. */
export interface Target {
  /** How its address can begin. */
  readonly heads: readonly Head[];
  /** The expression that names the host, for findings. */
  readonly node: Cursor;
}

/** The address of a request, put together from what it, its options and its client say. */
export function targetOf(request: HttpRequest, tracer: Tracer): Target {
  const named = (names: readonly string[]): Entry | undefined => request.layers.flatMap((layer) => [...entriesUnder(layer, names, tracer).entries]).at(0);
  const host = named(hostOptions);
  const base = host ?? named(baseOptions);
  const own = request.address ?? named(addressOptions)?.value;
  const heads = own === undefined ? [] : headsOf(own, tracer);
  const absolute = heads.some((head) => hasScheme(head));
  if (base === undefined || absolute) return { heads, node: own ?? request.call };
  const bases = headsOf(base.value, tracer).map((head) => (host === undefined ? head : withScheme(head, request.scheme ?? 'https:')));
  const paths = heads.length === 0 ? [{ text: '', whole: true, segments: [] }] : heads;
  return { heads: bases.flatMap((one) => paths.map((path) => resolved(one, path))), node: base.value };
}

function hasScheme({ text }: Head): boolean {
  return /^\s*(?:[a-z][a-z\d+.-]*:)?\/\//iu.test(text);
}

function withScheme(head: Head, scheme: string): Head {
  return head.text === '' || hasScheme(head) ? head : { ...head, text: `${scheme}//${head.text}` };
}

/** Does the request go to Mistral? Not where it may go to another host, too. */
export function goesToMistral({ heads }: Target, vocabulary: Vocabulary): boolean {
  const hosts = heads.map((head) => (hasScheme(head) ? hostOf(head.text) : undefined));
  return hosts.some((host) => host !== undefined && vocabulary.isMistralHost(host)) && !hosts.some((host) => host !== undefined && !vocabulary.isMistralHost(host));
}
