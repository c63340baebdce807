import { inFolder } from './resolve-paths.js';

/**
 * Aliases that frameworks give without a word in a configuration of the project (or in one that they generate and git
 * ignores), and the folders of the app that they may mean.
 */
const aliases: readonly (readonly [prefix: string, folders: readonly string[]])[] = [
  // https://svelte.dev/docs/kit/$lib
  ['$lib/', ['src/lib']],
  // https://nuxt.com/docs/api/configuration/nuxt-config#alias
  ['~~/', ['']],
  ['@@/', ['']],
  ['#shared/', ['shared']],
  // Nuxt: the app's folder; templates of Vite, Next and Vue: `src` or the root; Remix: `app`; Laravel: `resources/js`.
  ['@/', ['src', '', 'app', 'resources/js']],
  ['~/', ['src', '', 'app', 'resources/js']],
];

/** @returns absolute paths, whose ending may be missing, that the specifier may mean in an app that stands in `folder` */
export function aliasCandidates(folder: string, specifier: string): readonly string[] {
  if (specifier === '$lib') return [inFolder(folder, 'src/lib')];
  const alias = aliases.find(([prefix]) => specifier.startsWith(prefix));
  if (alias === undefined) return [];
  const [prefix, folders] = alias;
  return folders.map((place) => inFolder(folder, `./${place}/${specifier.slice(prefix.length)}`));
}
