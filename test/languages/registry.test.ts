import { describe, expect, test } from 'vitest';
import { isEnvironmentFile, isTemplate, languageOf } from '../../src/languages/registry.js';

describe('env files', () => {
  test.each(['/app/.env', '/app/.env.local', '/app/.envrc', '/app/config/prod.env', '/app/.dev.vars', '/app/.env.example', '/app/.streamlit/secrets.toml'])('%s is one', (path) => {
    expect(isEnvironmentFile(path)).toBe(true);
  });

  test.each(['/app/src/env.ts', '/app/environment.yml', '/app/.env.ts', '/app/env/main.py', '/app/envelope.txt', '/app/config.toml'])('%s is none', (path) => {
    expect(isEnvironmentFile(path)).toBe(false);
  });

  test('templates are told from files in use', () => {
    expect(['/a/.env.example', '/a/.env.sample', '/a/example.env', '/a/.env.template'].map(isTemplate)).toEqual([true, true, true, true]);
    expect(['/a/.env', '/example/.env.production'].map(isTemplate)).toEqual([false, false]);
  });
});

describe('what reads a file', () => {
  test.each([
    ['a.ts', 'javascript', undefined],
    ['a.vue', 'text', 'vue'],
    ['main.py', 'python', undefined],
    ['types.pyi', 'python', undefined],
    ['.env.production', 'text', 'environment'],
    ['values.yaml', 'text', 'yaml'],
    ['.vscode/launch.json', 'text', 'json'],
    ['wrangler.toml', 'text', 'sections'],
    ['docs/README.md', 'text', 'markdown'],
    ['Dockerfile.dev', 'text', 'none'],
    ['LICENSE', 'text', 'none'],
    ['main.go', 'text', 'none'],
    ['notes.unknown', 'text', 'none'],
    ['photo.PNG', undefined, undefined],
    ['backup.tar.gz', undefined, undefined],
  ])('%s', (path, kind, structure) => {
    const language = languageOf(`/app/${path}`);
    expect(language?.kind).toBe(kind);
    expect(language?.kind === 'text' ? language.structure : undefined).toBe(structure);
  });
});

describe('a script without an ending', () => {
  test.each(['#!/usr/bin/env python3\n', '#!/usr/bin/python\r\n', '#! /usr/bin/env -S python3.12 -u\n', '#!/opt/venv/bin/python3 -OO\n', '#!/usr/bin/env pypy3\n'])('%j is Python', (line) => {
    expect(languageOf('/app/bin/ask', line)?.kind).toBe('python');
  });

  test.each(['#!/bin/sh\npython3 ask.py\n', '#!/usr/bin/env node\n', '# python\n', '#!/usr/bin/pythonic\n', ''])('%j is none', (line) => {
    expect(languageOf('/app/bin/ask', line)?.kind).toBe('text');
  });

  test('an ending tells more than the first line', () => {
    expect(languageOf('/app/ask.sh', '#!/usr/bin/env python3\n')?.kind).toBe('text');
  });
});
