import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import type { Problem, Rule } from '../../rules/rule.js';
import { createRule } from '../../src/eslint/create-rule.js';
import { SourceFile } from '../../src/facts/source.js';
import { digest } from '../../src/key/digest.js';
import { folder, put } from '../scan/folder.js';

const key = 'q7Hn2LxVt9BzKd4RwYm8Jc3PfSg6Ua5E';

type Draft = Omit<Problem, 'place' | 'cause' | 'symptom' | 'fix' | 'messageId' | 'data'> & Partial<Problem> & { readonly at: readonly [number, number] };

/** A rule that finds what it is told to, in the file whose facts it gets. */
function ruleFinding(text: string, drafts: readonly Draft[], checked: string[] = []): Rule {
  return {
    name: 'of-a-test',
    description: 'Find what a test says',
    causes: ['hardcoded'],
    levels: { recommended: 'error', strict: 'error' },
    messages: { found: 'There is {{what}} here.', insertGuard: 'Stop without {{what}}.' },
    schema: { type: 'object', properties: { allow: { type: 'array', items: { type: 'string' } } }, additionalProperties: false },
    defaultOptions: { allow: ['PRESET'] },
    *check(facts, options) {
      checked.push(`${facts.path} ${JSON.stringify(options)}`);
      const source = new SourceFile(facts.path, text);
      for (const { at: [start, end], ...draft } of drafts) {
        const place = { source, start, end };
        yield { messageId: 'found', data: { what: 'one' }, place, cause: 'hardcoded', symptom: '', fix: '', ...draft };
      }
    },
  };
}

function lint(rule: Rule, text: string, { config = {}, cwd = folder(), filename = `${cwd}/file.js` }: { config?: Linter.Config; cwd?: string; filename?: string } = {}): Linter.LintMessage[] {
  const plugin = { rules: { [rule.name]: createRule(rule) } };
  return new Linter({ cwd }).verify(text, [{ plugins: { test: plugin }, rules: { 'test/of-a-test': 'error' } }, config], { filename });
}

describe('a rule in ESLint', () => {
  test('reports the place in lines and columns, with the sentence filled in', () => {
    const text = 'const a = 1;\r\nconst mistral = 2;\r\n';
    const found = lint(ruleFinding(text, [{ at: [20, 27], data: { what: 'a wind' } }]), text);
    expect(found).toMatchObject([{ ruleId: 'test/of-a-test', messageId: 'found', message: 'There is a wind here.', line: 2, column: 7, endLine: 2, endColumn: 14 }]);
  });

  test('counts without the byte order mark', () => {
    const text = 'mistral();\n';
    const [found] = lint(ruleFinding(text, [{ at: [0, 7], suggestions: [{ messageId: 'insertGuard', edits: [{ source: new SourceFile('x', ''), start: 0, end: 7, text: 'y' }] }] }]), `\ufeff${text}`);
    expect(found).toMatchObject({ line: 1, column: 1, endColumn: 8 });
  });

  test('counts every end of a line that JavaScript has', () => {
    const text = 'mistral("a\u2028b")\u2029mistral\rmistral';
    const found = lint(ruleFinding(text, [{ at: [15, 22] }, { at: [23, 30] }]), text);
    expect(found.map(({ line, column }) => [line, column])).toEqual([[3, 1], [4, 1]]);
  });

  test('reports one place once', () => {
    const text = 'mistral;';
    const found = lint(ruleFinding(text, [{ at: [0, 7], data: { what: 'first' } }, { at: [0, 7], data: { what: 'second' } }, { at: [0, 8] }]), text);
    expect(found.map(({ message }) => message)).toEqual(['There is first here.', 'There is one here.']);
  });

  test('leaves out what lies in another file, or in another state of this one', () => {
    const text = 'mistral;';
    const cwd = folder();
    const elsewhere = { source: new SourceFile(`${cwd}/other.js`, text), start: 0, end: 7 };
    const before = { source: new SourceFile(`${cwd}/file.js`, `x${text}`), start: 1, end: 8 };
    const found = lint(ruleFinding(text, [{ at: [0, 0], place: elsewhere }, { at: [0, 0], place: before }]), text, { cwd });
    expect(found).toEqual([]);
  });

  test('never says a key', () => {
    const text = `mistral = '${key}' + 'long-but-of-no-known-shape';`;
    const start = text.indexOf("'long");
    const drafts: Draft[] = [
      { at: [10, 44], data: { what: key } },
      { at: [start, start + 28], data: { what: 'x long-but-of-no-known-shape' }, key: digest('long-but-of-no-known-shape') },
    ];
    const messages = lint(ruleFinding(text, drafts), text).map(({ message }) => message);
    expect(messages).toEqual(['There is q7Hn…(32) here.', 'There is x long…(26) here.']);
  });

  test('offers edits of this file as suggestions', () => {
    const text = 'mistral();';
    const cwd = folder();
    const here = new SourceFile(`${cwd}/file.js`, text);
    const there = new SourceFile(`${cwd}/other.js`, text);
    const suggestions = [
      { messageId: 'insertGuard', edits: [{ source: here, start: 8, end: 8, text: '1' }, { source: here, start: 9, end: 9, text: ' // 2' }] },
      { messageId: 'insertGuard', edits: [{ source: here, start: 0, end: 0, text: '3' }, { source: there, start: 0, end: 0, text: '4' }] },
    ];
    const [found] = lint(ruleFinding(text, [{ at: [0, 7], suggestions }]), text, { cwd });
    expect(found?.suggestions).toEqual([{ messageId: 'insertGuard', desc: 'Stop without one.', data: { what: 'one' }, fix: { range: [8, 9], text: '1) // 2' } }]);
    expect(found?.fix).toBeUndefined();
  });

  test('takes options, and its own where none are given', () => {
    const checked: string[] = [];
    const cwd = folder();
    const rule = ruleFinding('', [], checked);
    lint(rule, 'mistral', { cwd });
    lint(rule, 'mistral', { cwd, config: { rules: { 'test/of-a-test': ['error', { allow: ['OWN'] }] } } });
    expect(checked).toEqual([`${cwd}/file.js {"allow":["PRESET"]}`, `${cwd}/file.js {"allow":["OWN"]}`]);
  });

  test('refuses options that it does not know', () => {
    const rule = ruleFinding('', []);
    expect(() => lint(rule, '', { config: { rules: { 'test/of-a-test': ['error', { alow: [] }] } } })).toThrow('Unexpected property "alow"');
  });

  test('says what it is for', () => {
    const { meta } = createRule(ruleFinding('', []));
    expect(meta).toMatchObject({
      type: 'problem',
      hasSuggestions: true,
      docs: { description: 'Find what a test says', recommended: true, url: expect.stringMatching(/\/rules\/of-a-test\.md$/u) as string },
    });
    expect(meta?.fixable).toBeUndefined();
  });
});

describe('a file that is checked', () => {
  const check = (text: string, options: Parameters<typeof lint>[2] = {}): number => {
    const checked: string[] = [];
    lint(ruleFinding('', [], checked), text, options);
    return checked.length;
  };

  test.each(['new Mistral()', '// MISTRAL_KEY', 'codeStral;'])('names Mistral: %s', (text) => {
    expect(check(text)).toBe(1);
  });

  test.each(['', 'new Client()', `const key = '${key}';`])('is not one like this: %s', (text) => {
    expect(check(text)).toBe(0);
  });

  test.each(['<input>', '<text>', '__placeholder__.js', 'guide.md/0.js', 'guide.md/0_a.js', 'a b/ü[1].js', 'nowhere/at/all.js'])('may be called %s', (filename) => {
    const text = 'mistral;';
    const cwd = folder();
    put(cwd, 'guide.md', '# Guide');
    expect(lint(ruleFinding(text, [{ at: [0, 7] }]), text, { cwd, filename, config: { files: ['**', '**/*.*'] } })).toMatchObject([{ message: 'There is one here.' }]);
  });

  test('may have no name', () => {
    const text = 'mistral;';
    const rule = ruleFinding(text, [{ at: [0, 7] }]);
    const config = { plugins: { test: { rules: { [rule.name]: createRule(rule) } } }, rules: { 'test/of-a-test': 'error' } } as const;
    expect(new Linter().verify(text, config)).toMatchObject([{ message: 'There is one here.' }]);
  });

  test.each(['JSONExpressionStatement', 'YAMLDocument', 'TOMLTopLevelTable', 'SvelteScriptElement'])('is not of another language: %s', (type) => {
    const parser = {
      parseForESLint: (text: string) => {
        const place = { range: [0, text.length], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: text.length } } };
        return { ast: { type: 'Program', sourceType: 'module', body: [{ type, ...place }], tokens: [], comments: [], ...place }, visitorKeys: { Program: ['body'], [type]: [] } };
      },
    };
    expect(check('mistral', { config: { languageOptions: { parser } } })).toBe(0);
  });

  test('is not one with a tree that is none', () => {
    const text = '{"mistral": 1}';
    const language = {
      fileType: 'text',
      lineStart: 1,
      columnStart: 0,
      nodeTypeKey: 'type',
      visitorKeys: { Document: [] },
      validateLanguageOptions: () => undefined,
      parse: () => ({ ok: true, ast: { type: 'Document' } }),
      createSourceCode: (_file: unknown, { ast }: { ast: object }) => ({
        text,
        ast,
        lines: [text],
        getLoc: () => ({ start: { line: 1, column: 0 }, end: { line: 1, column: 0 } }),
        getRange: () => [0, 0],
        traverse: () => [{ type: 'visit', kind: 1, phase: 1, target: ast, args: [ast] }],
      }),
    };
    const plugin = { languages: { json: language } } as unknown as NonNullable<Linter.Config['plugins']>[string];
    const cwd = folder();
    expect(check(text, { cwd, filename: `${cwd}/file.json`, config: { files: ['**/*.json'], plugins: { other: plugin }, language: 'other/json' } })).toBe(0);
  });
});
