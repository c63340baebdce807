import { vendorOf } from './vendors.js';

/** A word of a name: `Mistral`, `API`, `key`, `2`. */
const word = /[A-Z]{1,60}(?![a-z])|[A-Z]?[a-z]{1,60}|\d{1,60}/gu;

/** Words that are often written without a joint: `mistralapikey`, `APIKEY`, `authtoken`. */
const runTogether = /^(?<vendor>mistralai|mistral|codestral)?(?<kind>api|auth|access|secret)?(?<what>keys?|tokens?|secrets?)$/u;

/** Longer than any name that a person writes. */
const longestName = 120;

/**
 * The words of a name in lower case: `mistralApiKey`, `MISTRAL_API_KEY`, `--mistral-api-key`, `mistral.api.key` and
 * `mistralapikey` are all `['mistral', 'api', 'key']`.
 */
export function segments(name: string): string[] {
  return (name.slice(0, longestName).match(word) ?? []).flatMap((part) => {
    const lower = part.toLowerCase();
    const groups = runTogether.exec(lower)?.groups;
    if (groups === undefined) return [lower];
    return [groups['vendor'], groups['kind'], groups['what']].filter((piece) => piece !== undefined);
  });
}

const mistralWords = new Set(['mistral', 'mistralai', 'codestral']);
const keyWords = new Set(['key', 'token', 'secret']);

/** Clouds that serve Mistral's models under keys of their own. */
const clouds = new Set(['azure', 'azureai', 'aws', 'bedrock', 'gcp', 'google', 'vertex', 'vertexai', 'sagemaker']);

/** A name that ends in one of these speaks about a key, or about something else, and holds none. */
const lastWordsOfOthers = new Set(
  (
    'file path dir directory folder url uri endpoint host header name names var variable limit count storage cache vault id ids ' +
    'tokens tokenizer budget length size max min hash sha md digest checksum fingerprint prefix suffix pattern regex regexp format ' +
    'ttl expiry expires expiration date days version type kind source ref reference arn status usage quota scope ' +
    'enabled disabled required present configured valid invalid validation exists ' +
    'help label placeholder missing error errors title description hint tooltip text message warning docs link'
  ).split(' '),
);

/** `cacheKey`, `primaryKey`, `maxToken`, `eosToken`: the word before says what kind of key or token it is. */
const otherKindsOfKey = new Set(
  'cache storage store query primary foreign partition sort public translation i18n row map index max min special eos bos pad unk stop count'.split(' '),
);

/** `hasMistralKey`: a question, not a key. */
const questions = new Set(['is', 'has', 'had', 'should', 'needs', 'requires', 'no', 'without', 'missing']);

/**
 * Whether a key of Mistral goes by a name: it says Mistral or Codestral and has a KEY, TOKEN or SECRET segment, in any
 * case style, with any prefix or suffix, as a flag or dotted: `VITE_MISTRAL_API_KEY_PROD`, `--mistral-api-key`.
 */
export function isKeyName(name: string): boolean {
  if (!speaksOfMistral(name)) return false;
  const words = segments(name);
  return words.some((part) => mistralWords.has(part)) && !words.some((part) => clouds.has(part)) && namesKey(words);
}

/**
 * Whether the words of another name stand in a name one after the other, with any words before and behind that do not make
 * it something else: `VITE_LLM_KEY_PROD` holds those of `llmKey`, `LLM_KEY_FILE` does not.
 */
export function holdsWords(name: string, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  const words = segments(name);
  const last = words.findLast((part) => !/^\d/u.test(part)) ?? '';
  if (lastWordsOfOthers.has(last) && last !== wanted.at(-1)) return false;
  return words.some((_word, start) => wanted.every((part, index) => words[start + index] === part));
}

/**
 * Whether a name says that it holds a key, token or secret, without saying whose: `apiKey`, `LLM_API_KEY`, `authToken`,
 * `bearer`, `Authorization`, `x-api-key`.
 */
export function isGenericKeyName(name: string): boolean {
  const words = segments(name);
  const last = words.at(-1) ?? '';
  if (vendorOf(words) !== undefined) return false;
  return namesKey(words) || ((last === 'bearer' || last === 'authorization' || last === 'credential') && !words.includes('proxy'));
}

/** Whether the words of a name have one for a key, and no last word that makes it something else. */
function namesKey(words: readonly string[]): boolean {
  if (questions.has(words[0] ?? '')) return false;
  const last = words.findLast((part) => !/^\d/u.test(part)) ?? '';
  if (lastWordsOfOthers.has(last)) return false;
  return words.some((part, index) => keyWords.has(part) && !otherKindsOfKey.has(words[index - 1] ?? ''));
}

/** Whether a name or a text names Mistral or Codestral. */
export function speaksOfMistral(text: string): boolean {
  return /mistral|codestral/iu.test(text);
}

/**
 * The vendor, or other owner, whose value stands under a name: `openai` for `OPENAI_API_KEY`, `password` for
 * `DB_PASSWORD`. A name that says Mistral owns its value itself, unless a cloud's name stands beside it.
 */
export function otherVendor(name: string): string | undefined {
  const words = segments(name);
  if (words.some((part) => mistralWords.has(part))) return words.find((part) => clouds.has(part));
  return vendorOf(words);
}

const digestWords = new Set(
  'sha md hash hashes integrity digest checksum crc commit revision rev etag id ids sid uid uuid guid fingerprint signature nonce hex sri blob tree object oid'.split(' '),
);

/** Whether values under a name are digests or identifiers: `integrity`, `commit_sha`, `request_id`. */
export function isDigestName(name: string): boolean {
  const words = segments(name);
  const last = words.findLast((part) => !/^\d/u.test(part)) ?? '';
  return digestWords.has(last) || (words[0] === 'sha' && words.length <= 2);
}

/** What build tools hand to the browser. `NUXT_` alone stays on the server. */
const publicPrefixes: readonly string[] = [
  'NEXT_PUBLIC_',
  'VITE_',
  'REACT_APP_',
  'EXPO_PUBLIC_',
  'VUE_APP_',
  'PUBLIC_',
  'NUXT_PUBLIC_',
  'GATSBY_',
  'NG_APP_',
  'STORYBOOK_',
];

/**
 * The prefix by which a build tool makes a variable public.
 *
 * @param extra prefixes that the project configures; an empty one is no prefix
 * @returns the prefix, or `undefined` where the name has none
 */
export function publicPrefix(name: string, extra: readonly string[] = []): string | undefined {
  return [...publicPrefixes, ...extra].find((prefix) => prefix !== '' && name.startsWith(prefix));
}
