/**
 * Adds a rule to the list in `rules/index.ts`.
 * @param text of `rules/index.ts`
 * @param name of the rule, in kebab-case
 * @throws Error where the list is not found
 */
export function registered(text: string, name: string): string {
  const head = 'rules: readonly Rule[] = [';
  const start = text.indexOf(head);
  const end = text.indexOf(']', start + head.length);
  const lastImport = text.lastIndexOf('\nimport ', start);
  if (start === -1 || end === -1 || lastImport === -1) {
    throw new Error(`rules/index.ts has no list "${head}" after its imports: register ${name} there by hand.`);
  }
  const names = text.slice(start + head.length, end).split(',').map((item) => item.trim()).filter((item) => item !== '');
  const list = [...names, constantName(name)].map((item) => `\n  ${item},`).join('');
  const importEnd = text.indexOf('\n', lastImport + 1);
  return (
    text.slice(0, importEnd) +
    `\nimport { ${constantName(name)} } from './${name}.js';` +
    text.slice(importEnd, start + head.length) +
    `${list}\n` +
    text.slice(end)
  );
}

/** `no-key-in-url` → `noKeyInUrl` */
export function constantName(name: string): string {
  return name.replaceAll(/-[a-z]/gu, (part) => part.slice(1).toUpperCase());
}
