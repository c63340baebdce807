import { describe, expect, it } from 'vitest';

import { hostOf, isMistralHost, isPrivateHost, isSelfHosted, mentionsMistralHost, mistralHosts } from '../../src/key/hosts.js';

describe('isMistralHost', () => {
  it.each([...mistralHosts, 'API.mistral.ai', 'api.mistral.ai:443', 'api.mistral.ai.', 'api.ap.mistral.ai'])('takes %s', (host) => {
    expect(isMistralHost(host)).toBe(true);
  });

  it.each(['console.mistral.ai', 'mistral.ai', 'docs.mistral.ai', 'api.mistral.ai.example.com', 'notapi.mistral.ai', 'mistral'])('refuses %s', (host) => {
    expect(isMistralHost(host)).toBe(false);
  });
});

describe('mentionsMistralHost', () => {
  it('finds a host in a text', () => {
    expect(mentionsMistralHost('curl https://api.mistral.ai/v1/models -H x')).toBe(true);
    expect(mentionsMistralHost('server api.eu.mistral.ai.')).toBe(true);
    expect(mentionsMistralHost('https://codestral.mistral.ai:443')).toBe(true);
  });

  it('finds no other', () => {
    expect(mentionsMistralHost('https://console.mistral.ai/api-keys')).toBe(false);
    expect(mentionsMistralHost('https://api.mistral.ai.example.com')).toBe(false);
    expect(mentionsMistralHost('https://my-api.mistral.ai')).toBe(false);
  });
});

describe('hostOf', () => {
  it.each([
    ['https://api.mistral.ai/v1', 'api.mistral.ai'],
    ['HTTPS://API.Mistral.AI', 'api.mistral.ai'],
    ['//api.mistral.ai/v1', 'api.mistral.ai'],
    ['https://user:pass@llm.example.com:8080/x', 'llm.example.com'],
    ['http://mistral:8000/v1', 'mistral'],
    ['http://[::1]:8000', '[::1]'],
    ['api.mistral.ai/v1', 'api.mistral.ai'],
    ['localhost:8000', 'localhost'],
  ])('reads %s', (text, host) => {
    expect(hostOf(text)).toBe(host);
  });

  it.each(['/v1/models', 'models', '', 'https://${host}/v1', '${base}/v1', 'not a url'])('sees none in %j', (text) => {
    expect(hostOf(text)).toBeUndefined();
  });
});

describe('isSelfHosted', () => {
  it('is a URL that leads elsewhere', () => {
    expect(isSelfHosted('http://localhost:8000/v1')).toBe(true);
    expect(isSelfHosted('https://llm.example.com')).toBe(true);
    expect(isSelfHosted('https://api.mistral.ai')).toBe(false);
    expect(isSelfHosted('/v1')).toBe(false);
    expect(isSelfHosted('${base}')).toBe(false);
  });
});

it.each(['localhost', 'mistral', '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.0.7', '169.254.1.1', '[::1]', '[fd00::1]', '[fe80::1]', 'box.local', 'llm.corp.internal', 'mistral.llm.svc.cluster.local'])(
  '%s is reached without the internet',
  (host) => {
    expect(isPrivateHost(host)).toBe(true);
  },
);

it.each(['api.mistral.ai', 'example.com', '172.32.0.1', '11.0.0.1', '192.169.1.1', '10.example.com', '[2001:db8::1]', 'local.example.com', 'internal.ai'])('%s is a host of the internet', (host) => {
  expect(isPrivateHost(host)).toBe(false);
});
