import { isKeyName, publicPrefix } from './names.js';

/** The public prefix of a name that is a Mistral key's, or `undefined`: `VITE_` of `VITE_MISTRAL_API_KEY`. */
export function publicKeyPrefix(name: string, extra: readonly string[] = []): string | undefined {
  const prefix = publicPrefix(name, extra);
  return prefix !== undefined && isKeyName(name.slice(prefix.length)) ? prefix : undefined;
}
