import { segments } from '../../../key/names.js';
import type { Vocabulary } from '../../../key/vocabulary.js';

/** Words of names that hold a key no longer whole, or not at all: `maskedKey`, `keyPreview`, `hasMistralKey`. */
const maskedWords = new Set(
  (
    'masked mask redacted redact obfuscated hidden hashed hash encrypted censored sanitized truncated shortened short partial preview ' +
    'hint suffix prefix fingerprint digest last last4 tail length status state is has present missing set valid invalid configured available count'
  ).split(' '),
);

/** Does a name say that what it holds is no whole key? */
export function isMaskedName(name: string): boolean {
  return name !== '' && segments(name).some((word) => maskedWords.has(word));
}

const verb = /^_?(?:get|read|load|fetch|resolve|require|retrieve|obtain|find)?_?/iu;

/** Does the name of a function say that it gives a key: `getMistralApiKey`, `load_mistral_key`? */
export function isReaderName(name: string, vocabulary: Vocabulary): boolean {
  return vocabulary.isKeyName(name) && vocabulary.beginsWithKeyName(name.replace(verb, '')) && !isMaskedName(name);
}
