import type { Statement } from '../../program/nodes.js';
import { span, spelling, type Lowering } from './lowering.js';
import { importedNames } from './scopes.js';
import { splitAt, type SyntaxNode } from './syntax.js';

/** The object that stands for the settings module of a Django project, whichever that is. Django runs it when it is first asked for something. */
export const djangoSettings = 'django.conf.settings';

/** `import …`, `from … import …`: the bindings learn where they come from. */
export function lowerImport(node: SyntaxNode, cx: Lowering): Statement[] {
  const names = importedNames(node, cx.text);
  const statements: Statement[] = [];
  const packages = new Set<string>();
  const ask = (specifier: string, wanted: readonly string[]): void => {
    // The packages around a module run before it.
    for (const outer of packagesOf(specifier)) {
      if (packages.has(outer)) continue;
      packages.add(outer);
      statements.push({ kind: 'import', ...span(node), specifier: outer, typeOnly: false });
    }
    cx.dependencies.push({ specifier, typeOnly: false, start: node.start, end: node.end, names: wanted });
    statements.push({ kind: 'import', ...span(node), specifier, typeOnly: false });
  };
  for (const { specifier, name, local, start, end } of names) {
    if (local === '*') {
      ask(specifier, ['*']);
      continue;
    }
    const binding = cx.scope.resolve(local);
    if (binding !== undefined && binding !== 'receiver') binding.origins.push({ kind: 'import', specifier, name, typeOnly: false, start, end });
    ask(specifier, [name]);
    // What is imported by name may be a module of the package.
    if (name !== '*') statements.push({ kind: 'import', ...span(node), specifier: submoduleOf(specifier, name), typeOnly: false });
  }
  for (const dotted of dottedModules(node, cx)) ask(dotted, ['*']);
  return statements;
}

/** `a` and `a.b` of `a.b.c`; a relative specifier is left as it is. */
function packagesOf(specifier: string): string[] {
  if (specifier.startsWith('.')) return [];
  const names = specifier.split('.');
  return names.slice(1).map((_name, i) => names.slice(0, i + 1).join('.'));
}

/** The module `name` of the package `specifier`; a relative specifier may be dots alone. */
export function submoduleOf(specifier: string, name: string): string {
  return specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
}

/** `import a.b` runs `a.b` and binds `a`. */
function dottedModules(node: SyntaxNode, cx: Lowering): string[] {
  const [head, tail] = splitAt(node.children, 'import');
  if (head.length > 0 || !tail.some((part) => part.type === '.')) return [];
  const modules = tail.map((part) => (part.type === ',' ? ' ' : part.type === 'as' ? ' as ' : spelling(part, cx))).join('');
  return modules.split(' ').filter((name) => name.includes('.'));
}
