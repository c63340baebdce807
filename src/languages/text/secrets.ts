import { isGenericKeyName, otherVendor, speaksOfMistral } from '../../key/names.js';
import { isPlaceholder } from '../../key/placeholder.js';
import { couldBeCredential, isSealed } from '../../key/shape.js';
import type { Run } from '../../key/shape.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';
import { findCandidates } from './candidates.js';
import type { Candidate } from './candidates.js';
import { goesToMistral } from './destinations.js';
import { enclosures } from './enclosing.js';
import type { Enclosure } from './enclosing.js';
import { belongsToMistral, isSomebodyElses } from './mentions.js';
import { findOwner, isBearer } from './owner.js';
import type { Owner } from './owner.js';
import { findJoinedKeys, type JoinedKey } from './joined.js';
import { isSurroundedByMistral } from './surroundings.js';
import { lineAround, sentenceAround } from './vicinity.js';
import type { Stretch } from './vicinity.js';

/** A key that stands in a text. Offsets are 0-based UTF-16 units into the text; they cover the characters of the key alone. */
export interface LexicalSecret {
  readonly start: number;
  readonly end: number;
  /** The key itself: for its digest, never to be shown or kept. */
  readonly value: string;
  /** `bound`: it is given to a key name, a Mistral client, a request to Mistral. `unbound`: it stands near Mistral's name. */
  readonly binding: 'bound' | 'unbound';
  readonly sink: 'client' | 'name' | 'header' | 'flag' | 'context';
  /** The name that it is given to. */
  readonly name?: string;
}

export interface FindOptions {
  /** Where keys are looked for; what stands around them is seen beyond. 0-based, the whole text if left out. */
  readonly start?: number;
  readonly end?: number;
  /**
   * What a caller that knows the syntax holds for the same statement: the mapping in a configuration, the section, the
   * statement that a comment or a literal belongs to. It adds to what the lines tell.
   */
  readonly statement?: Stretch;
  /** In comments and other text values need no quotes. */
  readonly within: 'code' | 'comment' | 'text';
  /** Whether sentences wrap: they do, outside of code, unless a line is a command. */
  readonly isOfCommands?: boolean;
  /** The names and hosts by which keys are told; the known ones, if left out. */
  readonly vocabulary?: Vocabulary;
}

/**
 * Finds the keys in a text whose syntax is not known, or broken: source that does not parse, comments, the contents of
 * strings, prose, configuration. Takes time in proportion to the text.
 *
 * @returns the keys in the order of the text
 */
export function findSecrets(text: string, options: FindOptions): LexicalSecret[] {
  const found: LexicalSecret[] = [];
  for (const candidate of findCandidates(text, options)) {
    const secret = judge(text, candidate, options);
    if (secret !== undefined) found.push(secret);
  }
  return found;
}

/** The same for the keys whose literals are split. */
export function findSplitSecrets(text: string, vocabulary: Vocabulary): (LexicalSecret & Pick<JoinedKey, 'parts'>)[] {
  return [...findJoinedKeys(text)].flatMap((joined) => {
    const secret = judge(text, { ...joined, keyShaped: true }, { within: 'code', vocabulary });
    return secret === undefined ? [] : [{ ...secret, parts: joined.parts }];
  });
}

/** Tells whether a value is a key of Mistral: where it stands comes first, that is cheaper to see than what it is. */
function judge(text: string, candidate: Candidate, options: FindOptions): LexicalSecret | undefined {
  const { start, end, value, keyShaped } = candidate;
  if (!keyShaped && !isWholeValue(text, candidate, options.within)) return undefined;
  const vocabulary = options.vocabulary ?? plainVocabulary;
  const owner = findOwner(text, start, vocabulary);
  const sink = findSink(text, candidate, owner, vocabulary);
  if (sink === undefined && !(keyShaped && standsNearMistral(text, candidate, owner, { ...options, vocabulary }))) return undefined;
  if (!couldBeCredential(value) || isPlaceholder(value) || isSealed(text, start)) return undefined;
  const name = owner !== undefined && (vocabulary.isKeyName(owner.name) || isGenericKeyName(owner.name)) ? { name: owner.name } : {};
  return { start, end, value, binding: sink === undefined ? 'unbound' : 'bound', sink: sink ?? 'context', ...name };
}

/** Whether a run is all of a value: between quotes, or, where values need none, between spaces and marks. */
function isWholeValue(text: string, run: Run, within: FindOptions['within']): boolean {
  const before = text.slice(Math.max(0, run.start - 6), run.start);
  const after = text.slice(run.end, run.end + 6);
  if (/["'`]$|&quot;$/u.test(before) || isBearer(text, run.start)) return /^(?:\\{0,3}["'`]|&quot;)/u.test(after) || (within !== 'code' && /^\s|^$/u.test(after));
  return within !== 'code' && /[\s=:>|,-]$|^$/u.test(before) && /^(?:[\s,;)}\]&|<"'`#\\]|$)/u.test(after);
}

/** The key sink that a value reaches, if any. */
function findSink(text: string, run: Run, owner: Owner | undefined, vocabulary: Vocabulary): LexicalSecret['sink'] | undefined {
  if (isBearer(text, run.start) || (owner !== undefined && (/^authorization$/iu.test(owner.name) || (owner.name === 'token' && isInBearerBlock(text, run))))) {
    return goesToMistral(text, run, vocabulary) ? 'header' : owner !== undefined && vocabulary.isKeyName(owner.name) ? 'name' : undefined;
  }
  if (owner === undefined) return isFirstArgument(text, run) ? 'client' : undefined;
  if (vocabulary.isKeyName(owner.name)) return owner.kind === 'flag' ? 'flag' : owner.kind === 'call' ? 'client' : 'name';
  if (!isGenericKeyName(owner.name)) return isFirstArgument(text, run) ? 'client' : undefined;
  if (owner.kind === 'flag') return isFlagForMistral(text, run, vocabulary) ? 'flag' : undefined;
  if (owner.kind === 'call' && isBuilderOfMistral(text, run, vocabulary)) return 'client';
  const around = enclosures(text, run.start);
  if (isClientOption(text, around, vocabulary)) return 'client';
  return isUnderKeyLabel(around, owner, vocabulary) ? 'name' : undefined;
}

/** `auth:bearer { token: value }` */
function isInBearerBlock(text: string, run: Run): boolean {
  return /\bbearer["']?\s{0,4}[:=]?\s{0,4}$/iu.test(enclosures(text, run.start)[0]?.head ?? '');
}

/** Whether a value is the first argument of a client of Mistral, the clients of all languages that take the key there. */
function isFirstArgument(text: string, run: Run): boolean {
  const before = text.slice(Math.max(0, run.start - 160), run.start);
  if (/(?<![\w$])(?:mistral|codestral)\w{0,20}(?:\.|::)(?:new|create|client|connect)\w{0,30}\(\s{0,80}["'`]$/iu.test(before)) return true;
  return /(?<![\w$])(?:Chat)?Mistral(?:AI|Ai)?(?:Async)?(?:Client|Api|Core|SDK|Sdk|Chat|ChatModel|Embeddings?)?(?:::new|\.new)?\(\s{0,80}["'`]{1,3}$/u.test(before);
}

const callee = /(?<name>(?:[A-Z]\w{0,60}::){0,2}[A-Za-z_$][\w$]{0,80})(?:::new|\.new)?(?:<[\w, ]{0,40}>)?\s{0,4}$/u;

/** Whether the innermost call around a value makes a client of Mistral, or any client with Mistral's address. */
function isClientOption(text: string, around: readonly Enclosure[], vocabulary: Vocabulary): boolean {
  const call = around.slice(0, 2).find((enclosure) => enclosure.bracket === '(' && callee.test(enclosure.head));
  if (call === undefined) return false;
  const called = callee.exec(call.head)?.groups?.['name'] ?? '';
  if (speaksOfMistral(called)) return otherVendor(called) === undefined;
  return vocabulary.mentionsMistralHost(text.slice(call.start, call.end));
}

/** How far a chain of calls is followed. */
const chainReach = 600;

/** Whether the chain of calls that ends in `.apiKey(…)` begins with a class of Mistral, or names Mistral's address. */
function isBuilderOfMistral(text: string, run: Run, vocabulary: Vocabulary): boolean {
  const before = text.slice(Math.max(0, run.start - chainReach), run.start);
  const after = text.slice(run.end, run.end + chainReach);
  const chain = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('\n\n'), before.lastIndexOf('}')) + 1);
  const rest = after.slice(0, Math.max(0, after.search(/;|\n\s{0,200}\n|$/u)));
  if (vocabulary.mentionsMistralHost(chain) || vocabulary.mentionsMistralHost(rest)) return true;
  const first = /(?<name>[A-Za-z_]\w{0,80})(?:<[^<>]{0,40}>)?\s{0,4}(?:\(|\.|::)[^=;]{0,600}$/u.exec(chain)?.groups?.['name'];
  return first !== undefined && speaksOfMistral(first) && otherVendor(first) === undefined;
}

/** Whether a command that takes a key by an option of any name speaks of Mistral. */
function isFlagForMistral(text: string, run: Run, vocabulary: Vocabulary): boolean {
  const line = lineAround(text, run);
  return !isCommandOfOthers(text.slice(line.start, run.start)) && belongsToMistral(text, line, run, vocabulary);
}

/** Vendors whose commands run, or configure, what others have made. */
const deployers = new Set(['docker', 'npm', 'pypi', 'github', 'gitlab', 'heroku', 'vercel', 'netlify', 'cloudflare', 'aws', 'azure', 'google', 'supabase']);
const program = /^\s{0,40}(?:[$>]\s|-\s|sudo\s|RUN\s|\w{1,60}=\S{0,200}\s){0,4}\s{0,8}(?<name>[\w./-]{1,80})/u;

/** Whether a command line begins with another vendor's program: `huggingface-cli download mistralai/… --token …`. */
function isCommandOfOthers(line: string): boolean {
  const vendor = otherVendor(program.exec(line)?.groups?.['name'] ?? '');
  return vendor !== undefined && !deployers.has(vendor);
}

/** Whether the value stands in a mapping under Mistral's name: `mistral: { apiKey: … }`, `"codestral" => [ 'key' => … ]`. */
function isUnderKeyLabel(around: readonly Enclosure[], owner: Owner, vocabulary: Vocabulary): boolean {
  const label = /(?<label>[\w.-]{2,60})["'`]?\s{0,8}(?:=>|[:=])?\s{0,8}$/u.exec(around[0]?.head ?? '')?.groups?.['label'];
  return label !== undefined && around[0]?.bracket !== '(' && otherVendor(owner.name) === undefined && vocabulary.isKeyName(`${label}.${owner.name}`);
}

/** Whether a key-shaped value belongs to Mistral by what stands around it. */
function standsNearMistral(text: string, run: Run, owner: Owner | undefined, options: FindOptions & Required<Pick<FindOptions, 'vocabulary'>>): boolean {
  const line = lineAround(text, run);
  if (owner?.kind === 'flag' && isCommandOfOthers(text.slice(line.start, run.start))) return false;
  if (owner !== undefined && isSomebodyElses(owner.name, text.slice(line.start, line.end))) return false;
  if (owner !== undefined && speaksOfMistral(owner.name)) return true;
  const stretches: Stretch[] = [line];
  if (options.within !== 'code' && options.isOfCommands !== true) stretches.push(sentenceAround(text, run));
  if (options.statement !== undefined) stretches.push(options.statement);
  if (stretches.some((stretch) => belongsToMistral(text, stretch, run, options.vocabulary))) return true;
  return owner !== undefined && isGenericKeyName(owner.name) && isSurroundedByMistral(text, run, owner, options.vocabulary);
}
