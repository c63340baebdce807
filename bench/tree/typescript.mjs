import { capital, functionName, nouns, sentence } from './words.mjs';
import { hexadecimal, letters } from './random.mjs';

const packages = ['node:path', 'node:fs/promises', 'react', 'zod', 'express', 'lodash', 'date-fns', 'vitest', 'pino', '@tanstack/react-query'];

/**
 * A module of about `size` bytes that parses: imports, interfaces, functions, classes, tables and comments.
 * @param {import('./random.mjs').Random} random
 * @param {number} size
 * @param {{ siblings: readonly string[], types?: boolean, markup?: boolean }} kind modules to import from; TypeScript; JSX
 */
export function typescript(random, size, { siblings, types = true, markup = false }) {
  const parts = [imports(random, siblings)];
  const makers = [fetcher, transformer, table, ...(types ? [shape, service] : []), ...(markup ? [component] : []), ...(random.below(20) === 0 ? [blob] : [])];
  for (let length = parts[0].length, number = 1; length < size; number += 1) {
    const part = random.pick(makers)(random, number, types ? (type) => `: ${type}` : () => '');
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join('\n');
}

function imports(random, siblings) {
  const lines = Array.from({ length: 1 + random.below(4) }, (_, index) => `import * as lib${index} from '${random.pick(packages)}';`);
  for (let index = 0; index < Math.min(siblings.length, random.below(4)); index += 1) {
    lines.push(`import * as local${index} from './${random.pick(siblings)}';`);
  }
  return `${lines.join('\n')}\n`;
}

function comment(random) {
  return `/**\n * ${sentence(random)}\n * ${sentence(random)}\n */`;
}

function shape(random, number) {
  const fields = Array.from({ length: 2 + random.below(6) }, (_, index) => `  readonly ${random.pick(nouns)}${index}: ${random.pick(['string', 'number', 'boolean', 'readonly string[]', 'Date | undefined'])};`);
  return `${comment(random)}\nexport interface ${capital(random.pick(nouns))}${number} {\n${fields.join('\n')}\n}\n`;
}

function transformer(random, number, type) {
  const [item, key] = [random.pick(nouns), random.pick(nouns)];
  return `${comment(random)}
export function ${functionName(random, number)}(${item}List${type('readonly Record<string, unknown>[]')}, limit${type('number')} = ${random.below(500)})${type('Map<string, number>')} {
  const totals = new Map${type('') === '' ? '' : '<string, number>'}();
  for (const ${item}Entry of ${item}List) {
    // ${sentence(random)}
    if (${item}Entry.${key} === undefined || totals.size > limit) continue;
    const name = \`\${${item}Entry.${key}}-${random.pick(nouns)}\`;
    totals.set(name, (totals.get(name) ?? 0) + ${1 + random.below(9)});
  }
  return totals;
}
`;
}

function fetcher(random, number, type) {
  const path = `${random.pick(nouns)}s/${random.pick(nouns)}`;
  return `export async function ${functionName(random, number)}(id${type('string')}, signal${type('AbortSignal')})${type('Promise<unknown>')} {
  const response = await fetch(\`\${process.env.${random.pick(nouns).toUpperCase()}_URL ?? 'https://api.example.com'}/v${1 + random.below(3)}/${path}/\${encodeURIComponent(id)}\`, {
    headers: { accept: 'application/json', authorization: \`Bearer \${process.env.${random.pick(nouns).toUpperCase()}_TOKEN}\` },
    signal,
  });
  if (!response.ok) {
    throw new Error('${sentence(random)}');
  }
  return response.json();
}
`;
}

function service(random, number, type) {
  const field = random.pick(nouns);
  return `${comment(random)}
export class ${capital(field)}Service${number} {
  #${field}${type('Map<string, number>')} = new Map();

  constructor(private readonly ${field}Limit${type('number')}) {}

  ${functionName(random)}(key${type('string')}, value${type('number')})${type('boolean')} {
    if (this.#${field}.size >= this.${field}Limit) return false;
    this.#${field}.set(key, value);
    return true;
  }
}
`;
}

function component(random, number, type) {
  const noun = random.pick(nouns);
  return `export function ${capital(noun)}View${number}({ ${noun}s }${type(`{ ${noun}s: readonly string[] }`)}) {
  return (
    <section className="${noun}-${random.pick(nouns)} px-${random.below(9)}">
      <h2>${sentence(random)}</h2>
      <ul>
        {${noun}s.map((entry, index) => (
          <li key={index} title="${random.pick(nouns)}">
            {entry.trim()}
          </li>
        ))}
      </ul>
    </section>
  );
}
`;
}

function table(random, number) {
  const rows = Array.from({ length: 3 + random.below(10) }, () => `  { id: '${random.characters(24, hexadecimal)}', name: '${random.pick(nouns)}', text: '${sentence(random)}', weight: ${random.below(1000) / 10} },`);
  return `const ${random.pick(nouns)}Table${number} = [\n${rows.join('\n')}\n];\nexport const ${random.pick(nouns)}Count${number} = ${random.pick(['Math.max', 'Math.min'])}(${random.below(9)}, ${random.below(99)});\n`;
}

/** Runs that look like keys at a glance, as embedded images and digests do. */
function blob(random, number) {
  return `export const asset${number} = 'data:image/png;base64,${random.characters(400 + random.below(4000), letters)}';\nexport const digest${number} = '${random.characters(64, hexadecimal)}';\n`;
}
