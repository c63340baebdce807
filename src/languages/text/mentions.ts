import { isDigestName, isKeyName, otherVendor, speaksOfMistral } from '../../key/names.js';
import type { Run } from '../../key/shape.js';
import type { Stretch } from './vicinity.js';

/** Mistral, and vendors whose names are no ordinary words, as prose and code mention them. */
const vendorNames =
  /(?<mistral>mistral|codestral)|open[ _-]?ai|anthropic|claude|cohere|groq|hugging[ _-]?face|\bhf_|gemini|google|azure|aws|stripe|github|gitlab|slack|sentry|pinecone|supabase|deepl|deepseek|openrouter|perplexity|elevenlabs|langsmith|langfuse|datadog|grafana|twilio|sendgrid|maptiler|mapbox|cloudflare|algolia|firebase|posthog|tavily|serpapi|paypal|telegram|discord|replicate|together[ _-]?ai|fireworks[ _-]?ai|voyage[ _-]?ai|nvidia|\bxai\b|\bjina\b|cerebras|weaviate|qdrant|netlify|heroku|airtable|auth0|assemblyai|deepgram|mixpanel|mailgun|postmark|helicone|wandb|serper\b|firecrawl|gcp|vertex[ _-]?ai|bedrock/giu;

/** A word before a value that says it is no key: `sha256 `, `commit: `, `request id `. */
const digestBefore = /(?:^|[^A-Za-z])(?<word>[A-Za-z]{2,20}[-_ ]?\d{0,3})["'`]?[\s:=-]{1,4}["'`(]?$/u;

/** Whether a text names a vendor, Mistral among them. */
export function namesVendor(text: string): boolean {
  vendorNames.lastIndex = 0;
  return vendorNames.test(text);
}

/**
 * Whether the text around a value gives it to Mistral: it mentions Mistral or Codestral, and mentions no other vendor
 * nearer to the value. What stands before the value comes first: `openai: A, mistral: B`.
 */
export function belongsToMistral(text: string, around: Stretch, run: Run): boolean {
  const before = text.slice(around.start, run.start);
  const after = text.slice(run.end, around.end);
  if (!speaksOfMistral(before) && !speaksOfMistral(after)) return false;
  const word = digestBefore.exec(before.slice(-32))?.groups?.['word'];
  if ((word !== undefined && isDigestName(word)) || before.endsWith('base64,')) return false;
  const last = [...before.matchAll(vendorNames)].at(-1) ?? [...after.matchAll(vendorNames)][0];
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
