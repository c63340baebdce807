import { kindOf } from './addresses.js';
import type { Environment } from './proxy.js';
import type { KeyInQuestion } from './verify.js';

/** The variables that the clients and the documentation name. */
export const keyVariables = ['MISTRAL_API_KEY', 'CODESTRAL_API_KEY'] as const;

/** The keys that the environment holds, each once. A variable that is empty holds none. */
export function keysOfEnvironment(environment: Environment): KeyInQuestion[] {
  const keys = new Map<string, KeyInQuestion>();
  for (const name of keyVariables) {
    const value = environment[name];
    if (value === undefined || value.trim() === '') continue;
    const known = keys.get(value);
    keys.set(value, { value, kind: known?.kind ?? kindOf(name), places: [...(known?.places ?? []), name], exposed: false });
  }
  return [...keys.values()];
}
