import { describe, expect, it } from 'vitest';

import { couldBeCredential, entropy, findKeyShapedRuns, isKeyShaped } from '../../src/key/shape.js';
import { RandomText } from './random.js';

const random = new RandomText(1);
const key = random.key();
const other = random.key();

describe('isKeyShaped', () => {
  it('knows all but one in a thousand random keys', () => {
    const many = new RandomText(2);
    let lost = 0;
    for (let count = 0; count < 200_000; count++) if (!isKeyShaped(many.key())) lost++;
    expect(lost).toBeLessThan(200);
  });

  it.each([
    ['a digest', random.hex()],
    ['a digest in upper case', random.hex().toUpperCase()],
    ['an identifier', 'thisIsSomeLongCamelCaseIdentifie'],
    ['an identifier with a number', 'theMistralApiKeyOfTheOldAccount1'],
    ['an identifier of short words', 'getTheKeyForUserByIdAndSetTheMap'],
    ['an identifier with initials', 'getHTTPSDKClientForMistralAPIKey'],
    ['words in upper case', 'CHANGEMEBEFOREDEPLOYINGPLEASENOW'],
    ['words in lower case', 'thequickbrownfoxjumpsoverthelazy'],
    ['a sequence', 'abcdefghij1234567890ABCDEFGHIJ12'],
    ['a woven sequence', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6'],
    ['a repeat', 'Ab1Ab1Ab1Ab1Ab1Ab1Ab1Ab1Ab1Ab1Ab'],
    ['a repeated half', key.slice(0, 16).repeat(2)],
    ['31 characters', key.slice(1)],
    ['33 characters', `${key}a`],
    ['a dash', `${key.slice(0, 31)}-`],
    ['digits', '31415926535897932384626433832795'],
  ])('refuses %s', (_, value) => {
    expect(isKeyShaped(value)).toBe(false);
  });
});

describe('entropy', () => {
  it('is bits per character', () => {
    expect(entropy('aaaa')).toBe(0);
    expect(entropy('abcd')).toBe(2);
    expect(entropy('')).toBe(0);
  });
});

describe('couldBeCredential', () => {
  it.each([
    ['a key', key],
    ['hexadecimal', random.hex()],
    ['28 characters', random.key(28)],
    ['31 characters', random.key(31)],
    ['33 characters', random.key(33)],
    ['a key of OpenAI', `sk-${random.key(48)}`],
    ['a project key of OpenAI', `sk-proj-${random.key(60)}_${random.key(60)}-${random.key(24)}`],
    ['a key of Hugging Face', `hf_${random.key(34)}`],
    ['base64 of a key', Buffer.from(key).toString('base64')],
    ['words before a random part', `mistral-prod-${random.hex(24)}`],
  ])('takes %s', (_, value) => {
    expect(couldBeCredential(value)).toBe(true);
  });

  it.each([
    'settings.providers.mistral.errors.missing',
    'playground.settings.mistral-api-key',
    'x-mistral-api-key-header-name',
    '/run/secrets/mistral_api_key_production',
    './secrets/9f8e7d6c5b4a39281706/key',
    'https://vault.example.com/v1/9f8e7d6c5b4a39281706',
    'Collez ici la clé créée dans la console Mistral.',
    'La-clé-doit-avoir-32-caractères',
    'mistral-large-latest-2411',
    'codestral-2405-instruct-v0.1-gguf',
    'ag:3996db2b:20240805:french-agent:a8997aab',
    'ft:open-mistral-7b:587a6b29:20240514:7e773925',
    'sha256:9f8e7d6c5b4a392817069f8e7d6c5b4a',
    'thisIsSomeLongCamelCaseIdentifier',
    'process.env.MISTRAL_API_KEY_PRODUCTION',
    'donaudampfschifffahrtsgesellschaft',
    '2025-05-02T07:11:02.118000Z',
    '12345678901234567890123',
    'someone.special@mail.example.org',
    'getSecret("mistral-api-key-9f8e7d6c5b4a")',
    'ollama',
  ])('refuses %s', (value) => {
    expect(couldBeCredential(value)).toBe(false);
  });

  it('refuses ciphertext', () => {
    expect(couldBeCredential(`AgB${random.key(60)}+${random.key(40)}/Q==`)).toBe(false);
  });
});

describe('findKeyShapedRuns', () => {
  const found = (text: string): string[] => [...findKeyShapedRuns(text)].map((run) => run.value);

  it('says where a run stands', () => {
    expect([...findKeyShapedRuns(`a ${key} b`)]).toEqual([{ start: 2, end: 34, value: key }]);
  });

  it.each(['KEY', '"KEY"', 'NAME=KEY', 'NAME="KEY"', 'Bearer KEY.', '${NAME:-KEY}', '?key=KEY&x=1', '<b>KEY</b>', '_KEY_', '//KEY', '/*KEY*/'])(
    'finds the key in %s',
    (pattern) => {
      expect(found(pattern.replace('KEY', key))).toEqual([key]);
    },
  );

  it.each(['+KEY', '-KEY', '`KEY`', 'user:KEY@host', "'\\nKEY\\n'", 'Bearer%20KEY', '(KEY)', 'x,KEY;y'])('finds the key in %s', (pattern) => {
    expect(found(`first\n${pattern.replace('KEY', key)}`)).toEqual([key]);
  });

  it.each([
    'sk-KEY', 'hf_KEY', 'aKEY', 'KEYa', 'x/KEY', 'https://cdn.example.com/KEY', '${base}/KEY', 'KEY/x', 'main.KEY.js', 'a.KEY', 'KEY-x',
    'Qm+KEY+x', '$KEY', 'KEY(', 'KEY==', 'https://KEY',
  ])('finds no key in %s', (pattern) => {
    expect(found(pattern.replace('KEY', key))).toEqual([]);
  });

  it('finds two keys and keeps to its range', () => {
    const text = `${key} ${other}`;
    expect(found(text)).toEqual([key, other]);
    expect([...findKeyShapedRuns(text, 10)].map((run) => run.value)).toEqual([other]);
    expect([...findKeyShapedRuns(text, 0, 40)].map((run) => run.value)).toEqual([key]);
  });

  it('gets through long runs without a key', () => {
    expect(found('a'.repeat(5_000_000))).toEqual([]);
    expect(found(`${'b'.repeat(31)} `.repeat(100_000) + key)).toEqual([key]);
  });
});
