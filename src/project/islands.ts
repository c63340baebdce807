import type { Program } from '../program/nodes.js';
import type { Demand } from './demands.js';

const island = /<(?<name>[A-Z]\w{0,80})(?:\.\w{1,80})?\s[^<>]{0,2000}?\bclient:(?:load|idle|visible|media|only)\b/gu;

/**
 * The components that a page of Astro sends to the browser: https://docs.astro.build/en/reference/directives-reference/#client-directives
 * @param program the frontmatter
 */
export function islandsOf(program: Program): readonly Demand[] {
  if (!program.source.path.endsWith('.astro')) return [];
  const names = new Set(Array.from(program.source.text.matchAll(island), (match) => match.groups?.['name']));
  return program.bindings.flatMap(({ name, origins: [origin] }) => {
    if (!names.has(name) || origin?.kind !== 'import' || origin.typeOnly) return [];
    const dependency = program.dependencies.find(({ specifier }) => specifier === origin.specifier);
    return dependency === undefined ? [] : [{ dependency, names: origin.name === '*' ? 'all' : [origin.name] }];
  });
}
