import { isPlaceholder } from '../../key/placeholder.js';
import { keyFlaws } from '../../key/flaws.js';
import { type Check, ok, problem, warning } from '../check.js';
import type { Project } from '../project.js';

/** The variable, here or in the env files: set, non-empty, and fit to be a key. */
export function checkVariable({ environment, envFiles, vocabulary }: Project): Check[] {
  const names = ['MISTRAL_API_KEY', 'CODESTRAL_API_KEY', ...Object.keys(environment).filter((name) => vocabulary.addsKeyName(name))];
  const set = names.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [{ where: `${name} of this shell`, value }];
  });
  const stored = envFiles
    .filter(({ template }) => !template)
    .flatMap(({ shown, keys }) => keys.map(({ name, value, line }) => ({ where: `${name} in ${shown}:${line}`, value })));
  if (set.length === 0 && !stored.some(({ value }) => !isPlaceholder(value))) {
    const empty = stored.map(({ where, value }) => ofValue(where, value));
    return [
      ...empty.flat(),
      problem('variable', 'MISTRAL_API_KEY is set neither in this shell nor in an env file.', 'Create a key at https://console.mistral.ai/api-keys; export MISTRAL_API_KEY=…, or write it to a .env that git ignores.'),
    ];
  }
  return [...set, ...stored].flatMap(({ where, value }) => ofValue(where, value));
}

function ofValue(where: string, value: string): Check[] {
  const flaws = keyFlaws(value);
  if (flaws.length === 0) return [ok('variable', `${where} is set and in the shape of a key.`)];
  return flaws.map(({ text, fix, fatal }) => (fatal ? problem : warning)('variable', `${where} ${text}.`, fix));
}
