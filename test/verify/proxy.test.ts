import { expect, test } from 'vitest';
import { proxyFor } from '../../src/verify/proxy.js';

const url = new URL('https://api.mistral.ai/v1/models');

test.each([
  [{}, undefined],
  [{ HTTPS_PROXY: '' }, undefined],
  [{ HTTP_PROXY: 'http://proxy:1' }, undefined],
  [{ HTTPS_PROXY: 'http://proxy:8080' }, 'http://proxy:8080/'],
  [{ https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' }, 'http://lower:1/'],
  [{ ALL_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
  [{ HTTPS_PROXY: 'https://user:pass@proxy' }, 'https://user:pass@proxy/'],
  [{ HTTPS_PROXY: 'socks5://proxy:1080' }, 'unusable'],
])('%j leads through %s', (environment, proxy) => {
  expect(proxyFor(url, environment)?.toString()).toBe(proxy);
});

test.each([
  ['*', true],
  ['api.mistral.ai', true],
  ['mistral.ai', true],
  ['.mistral.ai', true],
  ['*.mistral.ai', true],
  ['localhost, MISTRAL.AI', true],
  ['api.mistral.ai:443', true],
  ['api.mistral.ai:8443', false],
  ['tral.ai', false],
  ['codestral.mistral.ai', false],
  ['', false],
  [',', false],
])('NO_PROXY=%s exempts api.mistral.ai: %s', (list, exempt) => {
  expect(proxyFor(url, { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: list }) === undefined).toBe(exempt);
});
