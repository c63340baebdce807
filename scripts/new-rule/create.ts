import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { registered } from './register.js';
import { expectation, invalidExample, page, rule, test, validExample } from './templates.js';

/**
 * Writes the files of a new rule and registers it.
 * @param root the folder of the project
 * @param name in kebab-case: `no-key-in-url`
 * @returns the files written, relative to the root
 * @throws Error for a name that is none or is taken, before anything is written
 */
export async function newRule(root: string, name: string): Promise<readonly string[]> {
  if (!/^[a-z]+(?:-[a-z]+)+$/u.test(name) || name.length > 40) {
    throw new Error(`"${name}" is no name for a rule: two or more words of a-z, joined by dashes, such as no-key-in-url.`);
  }
  const files: Readonly<Record<string, string>> = {
    [`rules/${name}.ts`]: rule(name),
    [`rules/${name}.md`]: page(name),
    [`test/rules/${name}.test.ts`]: test(name),
    [`fixtures/rules/${name}/invalid/example.ts`]: invalidExample,
    [`fixtures/rules/${name}/invalid/example.expected.json`]: expectation(name),
    [`fixtures/rules/${name}/valid/example.ts`]: validExample,
  };
  for (const file of Object.keys(files)) {
    if (await exists(join(root, file))) throw new Error(`${file} is there already. Choose another name.`);
  }
  const index = join(root, 'rules/index.ts');
  const withRule = registered(await readFile(index, 'utf8'), name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  await writeFile(index, withRule);
  return [...Object.keys(files), 'rules/index.ts'];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
