import { expect, test } from 'vitest';
import { addressFor, kindOf, readAddress } from '../../src/verify/addresses.js';

test.each([
  'https://api.mistral.ai',
  'https://api.mistral.ai/v1',
  'https://api.eu.mistral.ai/v1/',
  'https://codestral.mistral.ai',
  'http://localhost:8080',
  'http://127.0.0.1:1',
  'http://[::1]:8080',
  'https://localhost',
])('keys may go to %s', (text) => {
  expect(readAddress(text)?.hostname).toBeTruthy();
});

test.each([
  '',
  'api.mistral.ai',
  'http://api.mistral.ai',
  'https://api.mistral.ai:8443',
  'https://api.mistral.ai.example.org',
  'https://example.org',
  'https://user:secret@api.mistral.ai',
  'https://api.mistral.ai@example.org',
  'https://api.mistral.ai/v1?next=x',
  'https://api.mistral.ai/other',
  'http://192.168.0.1',
  'http://127.0.0.1.example.org',
  'http://localhost.example.org',
  'ftp://localhost',
])('keys never go to %j', (text) => {
  expect(readAddress(text)).toBeUndefined();
});

test('keys of Codestral go to their own host', () => {
  expect(addressFor(kindOf('CODESTRAL_API_KEY'), undefined).href).toBe('https://codestral.mistral.ai/');
  expect(addressFor(kindOf('MISTRAL_API_KEY'), undefined).href).toBe('https://api.mistral.ai/');
});
