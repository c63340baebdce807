import { describe, expect, it } from 'vitest';

import { isDigestName, isGenericKeyName, isKeyName, otherVendor, publicPrefix, segments, speaksOfMistral } from '../../src/key/names.js';

describe('segments', () => {
  it.each([
    'mistralApiKey', 'MistralAPIKey', 'MISTRAL_API_KEY', 'mistral-api-key', '--mistral-api-key', 'mistral.api.key', 'mistralapikey', 'MISTRAL_APIKEY',
  ])('splits %s', (name) => {
    expect(segments(name)).toEqual(['mistral', 'api', 'key']);
  });

  it('keeps numbers and other words', () => {
    expect(segments('NUXT_MISTRAL_KEY_2')).toEqual(['nuxt', 'mistral', 'key', '2']);
    expect(segments('mistralTokenizer')).toEqual(['mistral', 'tokenizer']);
  });
});

describe('isKeyName', () => {
  it.each([
    'MISTRAL_API_KEY', 'MISTRALAI_API_KEY', 'MISTRAL_AI_API_KEY', 'MISTRAL_KEY', 'MISTRAL_TOKEN', 'MISTRAL_SECRET', 'CODESTRAL_API_KEY', 'CODESTRAL_KEY',
    'VITE_MISTRAL_API_KEY', 'NUXT_MISTRAL_API_KEY', 'MISTRAL_API_KEY_PROD', 'MISTRAL_API_KEY_2', 'mistralApiKey', 'mistralKey', 'MistralAIKey', 'mistral-api-key',
    'mistral.ai.api.key', 'spring.ai.mistralai.api-key', '--mistral-api-key', 'data-mistral-api-key', 'mistralToken', 'mistralapikey', 'MISTRAL_APIKEY', 'my_mistral_key',
    'Mistral:ApiKey',
  ])('takes %s', (name) => {
    expect(isKeyName(name)).toBe(true);
  });

  it.each([
    'MISTRAL_MODEL', 'MISTRAL_BASE_URL', 'MISTRAL_AGENT_ID', 'MISTRAL_API_KEY_FILE', 'MISTRAL_KEY_PATH', 'MISTRAL_KEY_URL', 'MISTRAL_KEY_HEADER', 'MISTRAL_KEY_NAME',
    'MISTRAL_KEY_LIMIT', 'MISTRAL_KEY_COUNT', 'MISTRAL_KEY_STORAGE', 'MISTRAL_KEY_CACHE', 'MISTRAL_KEY_VAULT', 'MISTRAL_KEY_ID', 'MISTRAL_MAX_TOKENS', 'MISTRAL_TOKENIZER',
    'MISTRAL_TOKEN_BUDGET', 'MISTRAL_SPECIAL_TOKENS', 'mistralApiKeyHelp', 'mistralApiKeyMissing', 'codestralKeyLabel', 'settings.mistralApiKey.placeholder', 'mistralKeyboard',
    'hasMistralKey', 'OPENAI_API_KEY', 'API_KEY', 'AZURE_MISTRAL_API_KEY', 'MISTRAL_CACHE_KEY', 'mistralMonkey', 'MISTRAL',
  ])('refuses %s', (name) => {
    expect(isKeyName(name)).toBe(false);
  });
});

describe('isGenericKeyName', () => {
  it.each(['apiKey', 'api_key', 'key', 'token', 'secret', 'authToken', 'bearer', 'Authorization', 'x-api-key', 'LLM_API_KEY', 'accessToken', 'apikey'])('takes %s', (name) => {
    expect(isGenericKeyName(name)).toBe(true);
  });

  it.each(['password', 'OPENAI_API_KEY', 'maxTokens', 'keyName', 'session_token', 'url', 'primaryKey', 'monkey', 'salt'])('refuses %s', (name) => {
    expect(isGenericKeyName(name)).toBe(false);
  });
});

describe('otherVendor', () => {
  it.each([
    ['OPENAI_API_KEY', 'openai'], ['openAIKey', 'openai'], ['ANTHROPIC_API_KEY', 'anthropic'], ['COHERE_KEY', 'cohere'], ['GROQ_API_KEY', 'groq'], ['HF_TOKEN', 'huggingface'],
    ['huggingFaceToken', 'huggingface'], ['GEMINI_API_KEY', 'google'], ['AZURE_OPENAI_KEY', 'azure'], ['AWS_SECRET', 'aws'], ['stripeKey', 'stripe'],
    ['NEXT_PUBLIC_SEGMENT_WRITE_KEY', 'segment'], ['NEXT_PUBLIC_MAPTILER_KEY', 'maps'], ['maps_key', 'maps'], ['GITHUB_TOKEN', 'github'], ['slackToken', 'slack'],
    ['SENTRY_DSN', 'sentry'], ['PINECONE_API_KEY', 'pinecone'], ['SUPABASE_KEY', 'supabase'], ['DEEPL_KEY', 'deepl'], ['DB_PASSWORD', 'database'], ['password', 'password'],
    ['UPSTREAM_PASS', 'password'], ['AZURE_MISTRAL_KEY', 'azure'],
  ])('%s belongs to %s', (name, vendor) => {
    expect(otherVendor(name)).toBe(vendor);
  });

  it.each(['MISTRAL_API_KEY', 'apiKey', 'mistralPassword', 'WINTER_KEY', ''])('%s belongs to none', (name) => {
    expect(otherVendor(name)).toBeUndefined();
  });
});

describe('isDigestName', () => {
  it.each(['integrity', 'sha256', 'MISTRAL_PROMPT_MD5', 'commit', 'request_id', 'checksum', 'guid', 'BUILD_ID', 'revision'])('takes %s', (name) => {
    expect(isDigestName(name)).toBe(true);
  });

  it.each(['apiKey', 'MISTRAL_API_KEY', 'shape', 'idea'])('refuses %s', (name) => {
    expect(isDigestName(name)).toBe(false);
  });
});

describe('speaksOfMistral', () => {
  it('hears Mistral and Codestral', () => {
    expect(speaksOfMistral('Alter Mistral-Schlüssel')).toBe(true);
    expect(speaksOfMistral('codestral-latest')).toBe(true);
    expect(speaksOfMistral('ministral and the administrator')).toBe(false);
  });
});

describe('publicPrefix', () => {
  it.each([
    ['NEXT_PUBLIC_MISTRAL_API_KEY', 'NEXT_PUBLIC_'], ['VITE_MISTRAL_API_KEY', 'VITE_'], ['REACT_APP_X', 'REACT_APP_'], ['EXPO_PUBLIC_X', 'EXPO_PUBLIC_'], ['VUE_APP_X', 'VUE_APP_'],
    ['PUBLIC_X', 'PUBLIC_'], ['NUXT_PUBLIC_X', 'NUXT_PUBLIC_'], ['GATSBY_X', 'GATSBY_'], ['NG_APP_X', 'NG_APP_'], ['STORYBOOK_X', 'STORYBOOK_'],
  ])('%s is public by %s', (name, prefix) => {
    expect(publicPrefix(name)).toBe(prefix);
  });

  it('leaves server names alone and takes configured prefixes', () => {
    expect(publicPrefix('NUXT_MISTRAL_API_KEY')).toBeUndefined();
    expect(publicPrefix('MISTRAL_API_KEY')).toBeUndefined();
    expect(publicPrefix('APP_MISTRAL_API_KEY', ['APP_'])).toBe('APP_');
    expect(publicPrefix('MISTRAL_API_KEY', [''])).toBeUndefined();
  });
});
