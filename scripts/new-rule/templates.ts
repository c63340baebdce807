import { constantName } from './register.js';

/** Found by a new rule, and by no other. */
export const invalidExample = `import { Mistral } from '@mistralai/mistralai';

const apiKey = process.env.MISTRAL_API_KEY;
if (!apiKey) throw new Error('MISTRAL_API_KEY is not set.');
export const client = new Mistral({ apiKey });
`;

export const validExample = "export const model = 'mistral-small-latest';\n";

/** What is expected of the invalid example. */
export function expectation(name: string): string {
  const finding = { rule: name, messageId: 'found', line: 5, text: 'new Mistral({ apiKey })' };
  return `{\n  "why": "Say why this is wrong.",\n  "findings": [\n    ${JSON.stringify(finding)}\n  ]\n}\n`;
}

export function rule(name: string): string {
  return `import type { Rule } from './rule.js';

/** One line on what is wrong, and what one sees at run time. */
export const ${constantName(name)}: Rule = {
  name: '${name}',
  description: 'Say in one line what the rule disallows or requires',
  causes: ['passed-incorrectly'],
  levels: { recommended: 'off', strict: 'warn' },
  messages: {
    found: '{{name}} is built here: say what is wrong with that.',
  },
  schema: { type: 'object', properties: {}, additionalProperties: false },
  defaultOptions: {},
  *check({ facts }) {
    for (const fact of facts) {
      if (fact.kind !== 'client' || fact.keyArgument.kind !== 'given') continue;
      yield {
        messageId: 'found',
        data: { name: fact.className },
        place: fact.place,
        cause: 'passed-incorrectly',
        symptom: 'Say what one sees at run time.',
        fix: 'Say what to do.',
      };
    }
  },
};
`;
}

export function page(name: string): string {
  return `<!-- generated: head -->

<!-- end of generated: head -->

## What it reports

Say what is reported, and what is not.

## Why

Say what goes wrong, what one sees at run time, and how to mend it.

## Examples

### Incorrect

\`\`\`ts
${invalidExample.trim()}
\`\`\`

### Correct

\`\`\`ts
${validExample.trim()}
\`\`\`

## Options

<!-- generated: options -->

<!-- end of generated: options -->

## When not to use it

Say for whom ${name} is of no use.
`;
}

export function test(name: string): string {
  return `import { expect, test } from 'vitest';
import { ${constantName(name)} } from '../../rules/${name}.js';
import type { Fact } from '../../src/facts/facts.js';
import { SourceFile } from '../../src/facts/source.js';

const source = new SourceFile('/project/example.ts', 'new Mistral({ apiKey })');

const client: Fact = {
  kind: 'client',
  place: { source, start: 0, end: source.text.length },
  client: 'mistral-sdk',
  className: 'Mistral',
  language: 'typescript',
  keyArgument: { kind: 'given' },
  option: 'apiKey',
  selfHosted: false,
  environmentChecked: false,
  remedies: [],
};

function check(facts: readonly Fact[]) {
  return [...${constantName(name)}.check({ path: source.path, facts, comments: [], parsed: true }, {})];
}

test('reports a client with a key', () => {
  expect(check([client])).toMatchObject([{ messageId: 'found', data: { name: 'Mistral' }, place: client.place }]);
});

test('leaves a client without a key alone', () => {
  expect(check([{ ...client, keyArgument: { kind: 'absent' } }])).toEqual([]);
});
`;
}
