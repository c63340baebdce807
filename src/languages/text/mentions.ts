import { isDigestName, isKeyName, otherVendor } from '../../key/names.js';
import type { Run } from '../../key/shape.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Stretch } from './vicinity.js';

/** Vendors whose names are no ordinary words, as prose and code mention them. */
const others =
  /open[ _-]?ai|anthropic|claude|cohere|groq|hugging[ _-]?face|\bhf_|gemini|google|azure|aws|stripe|github|gitlab|slack|sentry|pinecone|supabase|deepl|deepseek|openrouter|perplexity|elevenlabs|langsmith|langfuse|datadog|grafana|twilio|sendgrid|maptiler|mapbox|cloudflare|algolia|firebase|posthog|tavily|serpapi|paypal|telegram|discord|replicate|together[ _-]?ai|fireworks[ _-]?ai|voyage[ _-]?ai|nvidia|\bxai\b|\bjina\b|cerebras|weaviate|qdrant|netlify|heroku|airtable|auth0|assemblyai|deepgram|mixpanel|mailgun|postmark|helicone|wandb|serper\b|firecrawl|gcp|vertex[ _-]?ai|bedrock/iu;

/** A word before a value that says it is no key: `sha256 `, `commit: `, `request id `. */
const digestBefore = /(?:^|[^A-Za-z])(?<word>[A-Za-z]{2,20}[-_ ]?\d{0,3})["'`]?[\s:=-]{1,4}["'`(]?$/u;

/** Whether a text names another vendor. */
export function namesOtherVendor(text: string): boolean {
  return others.test(text);
}

const known = new WeakMap<Vocabulary, RegExp>();

/** Mistral, as a vocabulary mentions it, and the others. */
function vendorNames(vocabulary: Vocabulary): RegExp {
  let names = known.get(vocabulary);
  if (names === undefined) {
    const own = vocabulary.words === undefined ? '' : `|${vocabulary.words.source}`;
    known.set(vocabulary, (names = new RegExp(`(?<mistral>mistral|codestral${own})|${others.source}`, 'giu')));
  }
  return names;
}

/**
 * Whether the text around a value gives it to Mistral: it mentions Mistral or Codestral, and mentions no other vendor
 * nearer to the value. What stands before the value comes first: `openai: A, mistral: B`.
 */
export function belongsToMistral(text: string, around: Stretch, run: Run, vocabulary: Vocabulary): boolean {
  const before = text.slice(around.start, run.start);
  const after = text.slice(run.end, around.end);
  if (!vocabulary.speaksOfMistral(before) && !vocabulary.speaksOfMistral(after)) return false;
  const word = digestBefore.exec(before.slice(-32))?.groups?.['word'];
  if ((word !== undefined && isDigestName(word)) || before.endsWith('base64,')) return false;
  const names = vendorNames(vocabulary);
  const last = [...before.matchAll(names)].at(-1) ?? [...after.matchAll(names)][0];
  return last?.groups?.['mistral'] !== undefined;
}

/** What Django and Flask sign their sessions with. */
const frameworkKey = /^(?:DJANGO_|FLASK_|APP_)?SECRET_KEY$/u;

/**
 * Whether a name gives its value to somebody else than Mistral: another vendor, a password, a digest. A password counts
 * as Mistral's where its entry names a key of Mistral.
 */
export function isSomebodyElses(name: string, entry: string): boolean {
  if (isKeyName(name)) return false;
  if (frameworkKey.test(name)) return true;
  const vendor = otherVendor(name);
  if (vendor === 'password') return !namesMistralKey(entry);
  return vendor !== undefined || isDigestName(name);
}

function namesMistralKey(entry: string): boolean {
  return /(?:mistral|codestral)[\w .-]{0,12}(?:key|token|secret|\.ai\b)/iu.test(entry);
}
