import { describe, expect, test } from 'vitest';
import { withoutAddition } from '../../../src/git/hook/carrier.js';
import { commandsCarrier } from '../../../src/git/hook/commands.js';
import { framework } from '../../../src/git/hook/framework.js';
import { lefthook } from '../../../src/git/hook/lefthook.js';
import { shellCarrier } from '../../../src/git/hook/shell.js';
import type { HooksFolder } from '../../../src/git/hook/where.js';
import { folder } from '../../scan/folder.js';

const command = 'node_modules/.bin/mistral-keys scan --staged';
const shell = shellCarrier('husky', '/x/pre-commit', 'pre-commit');
const manifest = commandsCarrier('simple-git-hooks', '/x/package.json', ['simple-git-hooks', 'pre-commit'], 'pre-commit');

function here(files: Readonly<Record<string, string>>): HooksFolder {
  const root = folder(files);
  return { root, path: `${root}/.git/hooks`, usual: `${root}/.git/hooks`, kind: 'git' };
}

/** @returns the carrier of a configuration with this name */
function configured(find: typeof lefthook, name: string, hook: 'pre-commit' | 'pre-push' = 'pre-commit') {
  const carrier = find(here({ [name]: '' }), hook);
  if (carrier === undefined) throw new Error(`Nothing is found for ${name}.`);
  return carrier;
}

describe('a script', () => {
  test.each([
    ['npx lint-staged\n', `${command} || exit\nnpx lint-staged\n`],
    ['#!/usr/bin/env bash\nset -e\n', `#!/usr/bin/env bash\n${command} || exit\nset -e\n`],
    ['#!/bin/sh', `#!/bin/sh\n${command} || exit`],
    ['#!/bin/sh\n# Who wrote it.\n\nnpm test', `#!/bin/sh\n# Who wrote it.\n${command} || exit\n\nnpm test`],
    // Husky 5 to 8 starts the script anew from the second line.
    ['#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n', `#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n${command} || exit\n\nnpm test\n`],
    ['', `${command} || exit\n`],
  ])('%j runs the command before anything else', (text, expected) => {
    expect(shell.add(text, command)).toBe(expected);
    expect(shell.has(expected)).toBe(true);
    expect(withoutAddition(expected, shell, 'scan --staged')).toBe(text);
  });

  test.each(['#!/usr/bin/env node\nprocess.exit();\n', '#!/usr/bin/python3\n'])('%j of another language is left alone', (text) => {
    expect(shell.add(text, command)).toBeUndefined();
  });

  test('that may read what is pushed is left alone', () => {
    const push = shellCarrier('husky', '/x/pre-push', 'pre-push');
    expect(push.add('#!/bin/sh\ngit lfs pre-push "$@"\n', 'mistral-keys scan --pushed')).toBeUndefined();
    expect(push.add('#!/bin/sh\n# Nothing yet.\n', 'mistral-keys scan --pushed')).toBe('#!/bin/sh\n# Nothing yet.\nmistral-keys scan --pushed "$@" || exit\n');
  });

  test.each(['mistral-keys', 'yarn mistral-keys', "'my apps/a/node_modules'/.bin/mistral-keys", 'apps/a/node_modules/.bin/mistral-keys'])('loses the line again, whatever runs the command: %s', (way) => {
    const text = '#!/bin/sh\nnpm test\n';
    const added = shell.add(text, `${way} scan --staged`) ?? '';
    expect(withoutAddition(added, shell, 'scan --staged')).toBe(text);
    expect(withoutAddition(added.replace('npm test', 'npm run lint\nnpm test'), shell, 'scan --staged')).toBe('#!/bin/sh\nnpm run lint\nnpm test\n');
    expect(withoutAddition(`${text}${way} scan --staged || exit\n`, shell, 'scan --staged')).toBe(text);
  });

  test('knows a line that was written by hand, and does not take it away', () => {
    const text = 'npm test && npx mistral-keys scan --staged --strict\n';
    expect(shell.has(text)).toBe(true);
    expect(withoutAddition(text, shell, 'scan --staged')).toBeUndefined();
    expect(shell.has('# npx mistral-keys scan --staged\n')).toBe(false);
  });
});

describe('commands in JSON', () => {
  test.each([
    ['{\n  "simple-git-hooks": {\n    "pre-commit": "npx lint-staged"\n  }\n}\n', `{\n  "simple-git-hooks": {\n    "pre-commit": "${command} && npx lint-staged"\n  }\n}\n`],
    ['{ "simple-git-hooks": { "pre-commit": "a" } }', `{ "simple-git-hooks": { "pre-commit": "${command} && a" } }`],
    ['{\r\n\t"simple-git-hooks": {\r\n\t\t"commit-msg": "a"\r\n\t}\r\n}', `{\r\n\t"simple-git-hooks": {\r\n\t\t"pre-commit": "${command}",\r\n\t\t"commit-msg": "a"\r\n\t}\r\n}`],
  ])('%j get ours', (text, expected) => {
    expect(manifest.add(text, command)).toBe(expected);
    expect(JSON.parse(expected)).toBeTruthy();
    expect(withoutAddition(expected, manifest, 'scan --staged')).toBe(text);
  });

  test.each(['', '{', '[]', '{ "simple-git-hooks": {} }', '{ "simple-git-hooks": { "pre-commit": ["a"] } }', '{ "simple-git-hooks": { "pre-commit": "" } }', '{ "simple-git-hooks": { "commit-msg": "a" } }', '{ "simple-git-hooks": "hooks.js" }', 'module.exports = {};'])(
    '%j is left alone',
    (text) => {
      expect(manifest.add(text, command)).toBeUndefined();
    },
  );

  test('of a pre-push hook may read what is pushed', () => {
    const push = commandsCarrier('husky', '/x/.huskyrc', ['hooks', 'pre-push'], 'pre-push');
    expect(push.add('{ "hooks": {\n "pre-push": "git lfs pre-push" } }', 'mistral-keys scan --pushed')).toBeUndefined();
  });
});

describe('lefthook', () => {
  const yaml = () => configured(lefthook, 'lefthook.yml');

  test.each([
    ['', 'pre-commit:\n  commands:\n    mistral-keys:\n      run: COMMAND\n'],
    ['# none\n', '# none\npre-commit:\n  commands:\n    mistral-keys:\n      run: COMMAND\n'],
    ['commit-msg:\n  commands:\n    a:\n      run: b', 'commit-msg:\n  commands:\n    a:\n      run: b\npre-commit:\n  commands:\n    mistral-keys:\n      run: COMMAND'],
    ['pre-commit:\n    # first\n    parallel: true # fast\n    jobs:\n        - run: b\n', 'pre-commit:\n    # first\n    commands:\n      mistral-keys:\n        run: COMMAND\n    parallel: true # fast\n    jobs:\n        - run: b\n'],
    ['pre-commit:\r\n  commands:\r\n    a:\r\n      run: b\r\n', 'pre-commit:\r\n  commands:\r\n    mistral-keys:\r\n      run: COMMAND\r\n    a:\r\n      run: b\r\n'],
  ])('%j gets a command', (text, expected) => {
    const changed = expected.replace('COMMAND', command);
    expect(yaml().add(text, command)).toBe(changed);
    expect(yaml().has(changed)).toBe(true);
    expect(withoutAddition(changed, yaml(), 'scan --staged')).toBe(text);
  });

  test.each(['pre-commit: { commands: { a: { run: b } } }\n', '{}\n', 'pre-commit:\n', 'pre-commit: *none\n', '- a\n', 'a: 1\n---\nb: 2\n', 'pre-commit:\n  commands: []\n'])('%j is left alone', (text) => {
    expect(yaml().add(text, command)).toBeUndefined();
  });

  test('reads what is pushed', () => {
    const push = configured(lefthook, '.lefthook.yaml', 'pre-push');
    expect(push.add('a: 1\n', 'mistral-keys scan --pushed')).toBe('a: 1\npre-push:\n  commands:\n    mistral-keys:\n      run: mistral-keys scan --pushed {0}\n      use_stdin: true\n');
  });

  test('may be configured in JSON', () => {
    const json = configured(lefthook, 'lefthook.json');
    const text = '{\n  "pre-commit": {\n    "commands": {\n      "a": { "run": "b" }\n    }\n  }\n}\n';
    const changed = json.add(text, command) ?? '';
    expect(JSON.parse(changed)).toEqual({ 'pre-commit': { commands: { a: { run: 'b' }, 'mistral-keys': { run: command } } } });
    expect(withoutAddition(changed, json, 'scan --staged')).toBe(text);
  });

  test('in TOML is left to the user, with the lines', () => {
    const toml = configured(lefthook, '.config/lefthook.toml');
    expect(toml.add('', command)).toBeUndefined();
    expect(toml.byHand(command)).toBe(`Give it this command:\n  [pre-commit.commands.mistral-keys]\n  run = "${command}"`);
  });
});

describe('the pre-commit framework', () => {
  const hooks = () => configured(framework, '.pre-commit-config.yaml');
  const item = (indent: string): string =>
    ['- repo: local', '  hooks:', '    - id: mistral-keys', '      name: Mistral AI keys', `      entry: ${command}`, '      language: system', '      pass_filenames: false', '      always_run: true', '      stages:', '        - pre-commit']
      .map((line) => `${indent}${line}\n`)
      .join('');

  test.each(['', '  ', '    '])('gets a hook in the list, indented by %j', (indent) => {
    const [head, rest] = ['# ours\nfail_fast: true\nrepos:\n', `${indent}-   repo: https://example.org/a\n${indent}    rev: v1\n${indent}    hooks:\n${indent}    -   id: b\n`];
    const changed = `${head}${item(indent)}${rest}`;
    expect(hooks().add(head + rest, command)).toBe(changed);
    expect(hooks().has(changed)).toBe(true);
    expect(withoutAddition(changed, hooks(), 'scan --staged')).toBe(head + rest);
  });

  test('loses ours again when another stands before it', () => {
    const text = 'repos:\n- repo: https://example.org/a\n  hooks:\n  - id: b\n';
    const push = configured(framework, '.pre-commit-config.yaml', 'pre-push');
    const both = push.add(hooks().add(text, command) ?? '', 'mistral-keys scan --pushed') ?? '';
    const without = withoutAddition(both, hooks(), 'scan --staged') ?? '';
    expect(without).toBe(push.add(text, 'mistral-keys scan --pushed'));
    expect(withoutAddition(without, push, 'scan --pushed')).toBe(text);
  });

  test.each(['', 'repos: []\n', 'repos: [{ repo: local, hooks: [] }]\n', 'a: b\n', '- a\n'])('%j is left alone', (text) => {
    expect(hooks().add(text, command)).toBeUndefined();
  });

  test('knows the hook that this repository publishes', () => {
    expect(hooks().has('repos:\n  - repo: https://example.org/x\n    hooks:\n      - id: mistral-keys\n')).toBe(true);
    expect(hooks().has('repos:\n  - repo: https://example.org/x\n    hooks:\n      - id: mistral-keys-push\n')).toBe(false);
  });
});
