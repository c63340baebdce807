import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { run } from '../src/cli/run.js';
import { findKeyShapes } from '../src/key/shape.js';
import { formats, type ReportSettings } from '../src/report/format.js';
import { scannerParts } from '../src/scan/parts.js';
import { runScan, type ScanOptions, type ScanParts } from '../src/scan/scan.js';
import { RandomText } from './key/random.js';
import { fakeParts } from './scan/parts.js';
import { folder, put } from './scan/folder.js';
import { allCases, copyOf } from './support/cases.js';
import { lintFolder } from './support/eslint.js';
import { filesIn } from './support/scanner.js';

/**
 * The longest part of a key that may be shown. Five letters and digits agree by chance once in 900 million times, so any
 * five of a key that show up in a report come from the key.
 */
const longestShown = 4;

const settings: ReportSettings = { colour: false, tool: { name: 'mistral-keys', version: '0' }, finished: new Date(0), start: { folder: '/home/ada/project', root: '/home/ada/project' } };
const sdk = "import { Mistral } from '@mistralai/mistralai';\n";

/** The files of a case, and every text in them that gives a key away: the key, and what stands for it. */
interface Position {
  readonly files: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
}

/** @returns the parts of the keys that a text shows and must not */
function leaks(text: string, keys: readonly string[]): string[] {
  // A colour amid a key hides it from a search, not from a reader.
  // eslint-disable-next-line no-control-regex -- the escapes of colours
  const shown = [text, text.replace(/\u001b\[\d+m/gu, '')].join('\n');
  return keys.flatMap((key) => {
    const parts: string[] = [];
    for (let start = 0; start + longestShown < key.length; start++) {
      const part = key.slice(start, start + longestShown + 1);
      if (shown.includes(part)) parts.push(part);
    }
    return parts.length === 0 ? [] : [`${parts.join(' ')} of ${key} in ${lineWith(shown, parts[0] ?? '')}`];
  });
}

function lineWith(text: string, part: string): string {
  return text.split('\n').find((line) => line.includes(part))?.slice(0, 400) ?? '';
}

/** Everything that the reports say of files, in every format. */
async function reports(options: ScanOptions, parts: ScanParts = scannerParts): Promise<{ found: number; text: string }> {
  const outcome = await runScan(parts, options);
  const written: string[] = [];
  for (const load of Object.values(formats)) {
    const format = await load();
    written.push(format(outcome, settings), format(outcome, { ...settings, colour: true }));
  }
  return { found: outcome.result.findings.length, text: written.join('\n') };
}

/** Everything that ESLint says of files: messages, and the sentences of suggestions. Their edits put something else in the literal's place. */
function eslintSays(path: string): string {
  const linted = lintFolder(path, { preset: 'strict' });
  return linted.flatMap(({ messages, fatal }) => [fatal ?? '', ...messages.flatMap(({ message, suggestions }) => [message, ...(suggestions ?? []).map(({ desc }) => desc)])]).join('\n');
}

const client = (key: string): string => `new Mistral({ apiKey: ${key} });`;

/** Where a key can stand, and in what shape. Each takes a source of random texts, so that every seed makes other keys. */
const positions: Readonly<Record<string, (random: RandomText) => Position>> = {
  ...Object.fromEntries(
    [28, 31, 32, 33, 40, 64].map((length) => [
      `${length} characters in a client`,
      (random: RandomText): Position => {
        const key = random.key(length);
        return { files: { 'a.ts': `${sdk}export const client = ${client(`'${key}'`)}\n` }, keys: [key] };
      },
    ]),
  ),
  'hexadecimal': (random) => {
    const key = random.hex();
    return { files: { 'a.ts': `${sdk}export const client = ${client(`"${key}"`)}\n` }, keys: [key] };
  },
  "another vendor's form": (random) => {
    const key = random.key(44);
    return { files: { 'a.ts': `${sdk}export const client = ${client(`'sk-${key}'`)}\n` }, keys: [key] };
  },
  'with dashes': (random) => {
    const key = `${random.key(9)}-${random.key(12)}_${random.key(11)}`;
    return { files: { 'a.ts': `${sdk}export const client = ${client(`'${key}'`)}\n` }, keys: [key] };
  },
  'a name': (random) => {
    const key = random.key(30);
    return { files: { 'a.ts': `export const MISTRAL_API_KEY = '${key}';\nexport const other = { mistralApiKey: "${key}" };\n` }, keys: [key] };
  },
  'a template': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}export const client = ${client(`\`${key}\``)}\n` }, keys: [key] };
  },
  'unbound': (random) => {
    const key = random.key();
    return { files: { 'a.ts': `const model = 'mistral-small'; use(model, '${key}');\n` }, keys: [key] };
  },
  'a header': (random) => {
    const key = random.key(40);
    return { files: { 'a.ts': `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });\n` }, keys: [key] };
  },
  'a header, and its key in the next line': (random) => {
    const key = random.key(40);
    return { files: { 'a.ts': `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });\n// was ${key} before\n` }, keys: [key] };
  },
  'a header in a template': (random) => {
    const key = random.key(31);
    return { files: { 'a.ts': `const key = '${key}';\nfetch('https://api.mistral.ai/v1/models', { headers: { Authorization: \`Bearer \${key}\` } });\n` }, keys: [key] };
  },
  'a header in a template, whole': (random) => {
    const key = random.key(31);
    return { files: { 'a.ts': `fetch('https://api.mistral.ai/v1/models', {\n headers: { Authorization: \`Bearer ${key}\` } });\n` }, keys: [key] };
  },
  'a comment': (random) => {
    const [key, long] = [random.key(), random.key(40)];
    return { files: { 'a.ts': `// the Mistral key is ${key}\n/* MISTRAL_API_KEY=${long} */\n// new Mistral({ apiKey: '${key}' })\n` }, keys: [key, long] };
  },
  'two in one line': (random) => {
    const [one, other] = [random.key(28), random.key(44)];
    return { files: { 'a.ts': `${sdk}const clients = [${client(`'${one}'`)} ${client(`'${other}'`)}]\n`.replace('; new', ', new').replace(';]', ']') }, keys: [one, other] };
  },
  'lines that touch': (random) => {
    const keys = [random.key(28), random.key(33), random.key(40)];
    return { files: { 'a.ts': `${sdk}${keys.map((key, index) => `const c${index} = ${client(`'${key}'`)}`).join('\n')}\n` }, keys };
  },
  'the frame of another finding': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const MISTRAL_API_KEY = '${key}';\nconst client = ${client('process.env.MISTRAL_API_KEY')}\nconst codestralKey = '${key}';\n` }, keys: [key] };
  },
  'a suppressed line in a frame': (random) => {
    const key = random.key(33);
    return {
      files: { 'a.ts': `${sdk}const MISTRAL_API_KEY = '${key}'; // eslint-disable-line mistral-keys/no-hardcoded-key -- known\nconst client = ${client('process.env.MISTRAL_API_KEY')}\n` },
      keys: [key],
    };
  },
  'halves': (random) => {
    const key = random.key();
    return { files: { 'a.ts': `${sdk}const client = ${client(`'${key.slice(0, 16)}' + '${key.slice(16)}'`)}\n` }, keys: [key] };
  },
  'parts in a list': (random) => {
    const key = random.key();
    const parts = [key.slice(0, 8), key.slice(8, 16), key.slice(16, 24), key.slice(24)];
    return { files: { 'a.ts': `${sdk}const parts = ['${parts.join("', '")}'];\nconst client = ${client("parts.join('')")}\n` }, keys: [key] };
  },
  'parts of letters alone': (random) => {
    const key = random.key(80).replace(/\d/gu, '').slice(0, 32);
    const parts = [key.slice(0, 8), key.slice(8, 16), key.slice(16, 24), key.slice(24)];
    return { files: { 'a.ts': `${sdk}const client = ${client(`'${parts[0]}' +\n '${parts[1]}' +\n '${parts[2]}' + '${parts[3]}'`)}\n` }, keys: [key] };
  },
  'parts in variables of several lines': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const a = '${key.slice(0, 11)}';\nconst b = '${key.slice(11, 22)}';\nconst c = '${key.slice(22)}';\nconst client = ${client('a + b + c')}\n` }, keys: [key] };
  },
  'parts in a template': (random) => {
    const key = random.key(36);
    return { files: { 'a.ts': `${sdk}const a = '${key.slice(0, 18)}';\nconst client = ${client(`\`\${a}${key.slice(18)}\``)}\n` }, keys: [key] };
  },
  'parts around another finding': (random) => {
    const key = random.key(36);
    return { files: { 'a.ts': `${sdk}const head = '${key.slice(0, 18)}';\nconst env = ${client('process.env.MISTRAL_API_KEY')}\nconst tail = '${key.slice(18)}';\nconst client = ${client('head + tail')}\n` }, keys: [key] };
  },
  'reversed': (random) => {
    const key = random.key(34);
    const reversed = Array.from(key).reverse().join('');
    return { files: { 'a.ts': `${sdk}const client = ${client(`'${reversed}'.split('').reverse().join('')`)}\n` }, keys: [key, reversed] };
  },
  'base64': (random) => {
    const key = random.key();
    const encoded = Buffer.from(key).toString('base64');
    return { files: { 'a.ts': `${sdk}const client = ${client(`atob('${encoded}')`)}\nconst other = ${client(`Buffer.from("${encoded}", 'base64').toString()`)}\n` }, keys: [key, encoded] };
  },
  'base64, in a variable': (random) => {
    const key = random.key();
    const encoded = Buffer.from(key).toString('base64');
    return { files: { 'a.ts': `${sdk}const hidden = '${encoded}';\nconst client = ${client('atob(hidden)')}\nconst env = ${client('process.env.MISTRAL_API_KEY')}\n` }, keys: [key, encoded] };
  },
  'escapes': (random) => {
    const key = random.key(33);
    const escaped = Array.from(key, (character) => `\\x${character.charCodeAt(0).toString(16)}`).join('');
    return { files: { 'a.ts': `${sdk}const client = ${client(`'${escaped}'`)}\n` }, keys: [key, escaped] };
  },
  'one escape': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const client = ${client(`'\\x${key.charCodeAt(0).toString(16)}${key.slice(1)}'`)}\n` }, keys: [key.slice(1)] };
  },
  'as the first argument': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const client = new Mistral('${key}');\n` }, keys: [key] };
  },
  'under a name that is ignored': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const client = new Mistral({ api_key: '${key}' });\n` }, keys: [key] };
  },
  'a fallback': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const client = ${client(`process.env.MISTRAL_API_KEY ?? '${key}'`)}\n` }, keys: [key] };
  },
  'a long line': (random) => {
    const key = random.key(33);
    const filler = 'x = 1; '.repeat(21_500);
    return { files: { 'a.ts': `${sdk}${filler}${client(`'${key}'`)} ${filler}\n` }, keys: [key] };
  },
  'the rim of a long line': (random) => {
    const keys = [random.key(33), random.key(33)];
    return { files: { 'a.ts': `${sdk}${client(`'${keys[0]}'`)} ${' '.repeat(2000 - 60)}${client(`'${keys[1]}'`)}\n` }, keys };
  },
  'the rim of a long neighbour': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}${client('process.env.MISTRAL_API_KEY')}\n${' '.repeat(1960)}${client(`'${key}'`)}\n` }, keys: [key] };
  },
  'another file': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}import { key } from './b.js';\nexport const client = ${client('key')}\n`, 'b.ts': `export const key = '${key}';\n` }, keys: [key] };
  },
  'the file of a chain': (random) => {
    const key = random.key(33);
    return {
      files: {
        'entry.tsx': `'use client';\nimport { ask } from './ask.js'; const unrelatedMistralKey = '${key}';\nask();\n`,
        'ask.ts': `${sdk}const other = '${key}';\nexport function ask() { return ${client(`'${key}'`)} }\n`,
      },
      keys: [key],
    };
  },
  'a response': (random) => {
    const key = random.key(33);
    return { files: { 'pages/api/key.ts': `const mistralApiKey = '${key}';\nexport default function handler(req, res) { res.json({ mistralApiKey }); }\n` }, keys: [key] };
  },
  'an injection': (random) => {
    const key = random.key(33);
    return { files: { 'vite.config.ts': `export default { define: { MISTRAL_API_KEY: JSON.stringify('${key}') } };\n` }, keys: [key] };
  },
  'a public name': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `export const VITE_MISTRAL_API_KEY = '${key}';\nprocess.env.VITE_MISTRAL_API_KEY = '${key}';\n` }, keys: [key] };
  },
  'a component': (random) => {
    const key = random.key(33);
    return { files: { 'a.vue': `<script setup lang="ts">\n${sdk}const client = ${client(`'${key}'`)}\n</script>\n` }, keys: [key] };
  },
  'an attribute': (random) => {
    const key = random.key(33);
    return { files: { 'a.tsx': `'use client';\nexport const page = <Chat mistralApiKey="${key}" />;\n` }, keys: [key] };
  },
  'a syntax error': (random) => {
    const [key, long] = [random.key(), random.key(40)];
    return { files: { 'a.ts': `${sdk}const = ;\nconst client = ${client(`'${key}'`)}\nconst MISTRAL_API_KEY = "${long}"\n` }, keys: [key, long] };
  },
  'a syntax error in the line': (random) => {
    const key = random.key(33);
    return { files: { 'a.ts': `${sdk}const MISTRAL_API_KEY = '${key}' oops (\n` }, keys: [key] };
  },
  'a conflict': (random) => {
    const [ours, theirs] = [random.key(33), random.key(40)];
    return { files: { 'a.ts': `<<<<<<< HEAD\nconst MISTRAL_API_KEY = '${ours}';\n=======\nconst MISTRAL_API_KEY = '${theirs}';\n>>>>>>> branch\n` }, keys: [ours, theirs] };
  },
  'the reason of a suppression': (random) => {
    const key = random.key();
    return { files: { 'a.ts': `${sdk}// eslint-disable-next-line mistral-keys/no-unguarded-env -- the Mistral key is ${key}\nx;\n` }, keys: [key] };
  },
  'the reason of a suppression that works': (random) => {
    const key = random.key();
    return { files: { 'a.ts': `${sdk}// eslint-disable-next-line mistral-keys/no-hardcoded-key -- mistral ${key}\nexport const client = ${client(`'${key}'`)}\nexport const env = ${client('process.env.MISTRAL_API_KEY')}\n` }, keys: [key] };
  },
};

const seeds = [1, 2, 3];

describe('no report shows a key', () => {
  test.each(Object.entries(positions))('%s', async (_name, make) => {
    for (const seed of seeds) {
      const { files, keys } = make(new RandomText(seed));
      const path = folder(files);
      const { found, text } = await reports({ cwd: path, paths: Object.keys(files), strict: true });
      expect(found + Number(text.includes('unused-suppression'))).toBeGreaterThan(0);
      expect(leaks(text, keys)).toEqual([]);
    }
  });

  test('stdin, whatever the place', async () => {
    for (const make of Object.values(positions)) {
      const { files, keys } = make(new RandomText(4));
      for (const [path, content] of Object.entries(files)) {
        const { text } = await reports({ cwd: folder(files), input: { path, bytes: Buffer.from(content) } });
        expect(leaks(text, keys)).toEqual([]);
      }
    }
  });

  test('every fixture, with other keys in the place of its own', async () => {
    const random = new RandomText(5);
    for (const one of allCases()) {
      const path = copyOf(one);
      const keys = rekey(path, random);
      if (keys.length === 0) continue;
      const { text } = await reports({ cwd: path, paths: filesIn(path) });
      expect(leaks(text, keys), one.name).toEqual([]);
      expect(leaks(eslintSays(path), keys), one.name).toEqual([]);
    }
  });
});

/** Puts another key in the place of each; @returns the new ones */
function rekey(path: string, random: RandomText): string[] {
  const replacements = new Map<string, string>();
  for (const file of filesIn(path)) {
    const text = readFileSync(join(path, file), 'utf8');
    for (const { value } of findKeyShapes(text)) if (!replacements.has(value)) replacements.set(value, random.key());
    let changed = text;
    for (const [value, key] of replacements) changed = changed.replaceAll(value, key);
    if (changed !== text) put(path, file, changed);
  }
  return [...replacements.values()];
}

describe('ESLint shows no key', () => {
  test.each(Object.entries(positions))('%s', (_name, make) => {
    const { files, keys } = make(new RandomText(6));
    expect(leaks(eslintSays(folder(files)), keys)).toEqual([]);
  });
});

describe('the command line shows no key', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  /** Everything that a run of the command writes. */
  async function written(...arguments_: string[]): Promise<string> {
    let text = '';
    const take = (chunk: string | Uint8Array): boolean => {
      text += String(chunk);
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(take);
    vi.spyOn(process.stderr, 'write').mockImplementation(take);
    await run(arguments_);
    vi.restoreAllMocks();
    return text;
  }

  const key = new RandomText(7).key();
  const program = `${sdk}export const client = ${client(`'${key}'`)}\n`;

  test.each<readonly [string, readonly string[]]>([
    ['an unknown command', [key]],
    ['an option before the command', [`--${key}`]],
    ['an unknown option', ['scan', `--${key}`]],
    ['an unknown option with a value', ['scan', `--api-key=${key}`]],
    ['an unknown format', ['scan', '--format', key]],
    ['a format without a file', ['scan', '--format', `${key}=`]],
    ['a report that cannot be written', ['scan', '--format', `json=/none/${key}`, '/dev/null']],
    ['an unknown rule', ['scan', '--rule', `${key}=warn`]],
    ['a level that is none', ['scan', '--rule', `no-client-key=${key}`]],
    ['a number that is none', ['scan', '--max-warnings', key]],
    ['a value for an option that takes none', ['scan', `--strict=${key}`]],
    ['paths beside --stdin', ['scan', '--stdin', '--stdin-filename', key, key]],
    ['a path that does not exist', ['scan', `/none/${key}`]],
  ])('%s', async (_name, arguments_) => {
    const text = await written(...arguments_);
    expect(text).not.toBe('');
    expect(leaks(text, [key])).toEqual([]);
  });

  test.each(Object.keys(formats))('a name that holds a key, as %s', async (format) => {
    const files = { [`${key}.ts`]: program, [`${key}/b.ts`]: program, [`${key}.bin.ts`]: 'mistral\u0000\u0000', [`${key}.rb`]: 'mistral' };
    const path = folder(files);
    const text = await written('scan', '--format', format, ...Object.keys(files).map((file) => join(path, file)));
    expect(text).toContain('no-hardcoded-key');
    expect(leaks(text, [key])).toEqual([]);
  });

  test('the standard input', async () => {
    const stdin = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
    Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([Buffer.from(program)]) });
    try {
      const text = await written('scan', '--stdin', '--stdin-filename', 'a.ts');
      expect(text).toContain('no-hardcoded-key');
      expect(leaks(text, [key])).toEqual([]);
    } finally {
      Object.defineProperty(process, 'stdin', stdin);
    }
  });

  test.each(['', '1'])('a fault of the program, with MISTRAL_KEYS_DEBUG=%j', async (debug) => {
    vi.stubEnv('MISTRAL_KEYS_DEBUG', debug);
    vi.spyOn(scannerParts, 'loadProject').mockImplementation(() => Promise.reject(new RangeError(`fault at ${program}`)));
    const path = folder({ 'a.ts': program });
    const text = await written('scan', join(path, 'a.ts'));
    expect(text).toContain(debug === '' ? 'internal fault (RangeError)' : 'RangeError: fault at');
    expect(leaks(text, [key])).toEqual([]);
  });
});

describe('other ways to say something show no key', () => {
  const key = new RandomText(8).key();

  test('a fault in one file', async () => {
    const path = folder({ 'a.ts': `mistral FAULT KEY(${key})` });
    const { text } = await reports({ cwd: path, paths: ['a.ts'] }, fakeParts({}, true));
    expect(text).toContain('internal fault (RangeError)');
    expect(leaks(text, [key])).toEqual([]);
  });

  test('what a rule says in its message, symptom, fix and chain', async () => {
    const path = folder({ 'a.ts': `mistral KEY(${key})` });
    const { rules } = fakeParts();
    const talkative = fakeParts({
      messages: { key: 'The key {{key}}.' },
      *check(facts) {
        for (const problem of rules[0]?.check(facts, {}) ?? []) {
          yield { ...problem, data: { key }, symptom: key, fix: `take ${key} out`, chain: [{ place: problem.place, note: key }] };
        }
      },
    });
    const { text, found } = await reports({ cwd: path, paths: ['a.ts'] }, talkative);
    expect(found).toBe(1);
    expect(leaks(text, [key])).toEqual([]);
  });

  test('a suppression of a rule that does not exist', async () => {
    const path = folder({ 'a.ts': `// mistral\n// eslint-disable-next-line mistral-keys/${key}\nx;\n` });
    const { text } = await reports({ cwd: path, paths: ['a.ts'] });
    expect(text).toContain('unused-suppression');
    expect(leaks(text, [key])).toEqual([]);
  });
});
