import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as EslintPackage from 'eslint';
import manifest from '../../../package.json' with { type: 'json' };

/** What the process is asked. */
export interface ChildRequest {
  readonly folder: string;
  readonly files: readonly string[];
}

/** The level of each rule of the plugin as a number, and its options; by its name without a namespace. */
export type ChildRules = Readonly<Record<string, readonly unknown[]>>;

/** What the process answers. */
export type ChildAnswer =
  /** For each file, in their order; `null` where ESLint does not lint it. */
  | { readonly kind: 'read'; readonly version: string; readonly files: readonly (ChildRules | null)[] }
  | { readonly kind: 'missing' }
  /** The plugin needs a later one. */
  | { readonly kind: 'old'; readonly version: string }
  | { readonly kind: 'failed'; readonly message: string };

/** The first that takes the plugin, as package.json says. */
const oldestEslint = 9;

// Runs in a process of its own, as it runs the code of the project: its ESLint, its configuration and all that this imports.
process.once('message', (request: ChildRequest) => {
  void answerTo(request).then((answer) => {
    process.send?.(answer, () => {
      // The configuration may have left something running.
      process.exit();
    });
  });
});

async function answerTo({ folder, files }: ChildRequest): Promise<ChildAnswer> {
  const require = createRequire(join(folder, 'eslint.config.js'));
  let path: string;
  try {
    path = require.resolve('eslint');
  } catch {
    return { kind: 'missing' };
  }
  try {
    const { ESLint } = require(path) as typeof EslintPackage;
    if (Number.parseInt(ESLint.version, 10) < oldestEslint) return { kind: 'old', version: ESLint.version };
    const eslint = new ESLint({ cwd: folder });
    const found: (ChildRules | null)[] = [];
    for (const file of files) found.push((await eslint.isPathIgnored(file)) ? null : rulesIn(await eslint.calculateConfigForFile(file)));
    return { kind: 'read', version: ESLint.version, files: found };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

function rulesIn(config: unknown): ChildRules {
  const { plugins = {}, rules = {} } = (config ?? {}) as { plugins?: Record<string, { meta?: { name?: string } } | undefined>; rules?: Record<string, readonly unknown[]> };
  const own = Object.keys(plugins).filter((name) => plugins[name]?.meta?.name === manifest.name).map((name) => `${name}/`);
  return Object.fromEntries(Object.entries(rules).flatMap(([name, setting]) => own.filter((start) => name.startsWith(start)).map((start) => [name.slice(start.length), setting])));
}
