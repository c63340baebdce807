import { maskKeys } from '../key/digest.js';

/** Says whether the user wants to see where a fault of this program happened. */
export function isDebugging(): boolean {
  const { MISTRAL_KEYS_DEBUG: debug } = process.env;
  return debug !== undefined && debug !== '' && debug !== '0';
}

/**
 * Describes a fault of this program. Its message may quote what was being read, so only its kind is named, unless the
 * user is debugging; keys are masked then too.
 */
export function describeFault(error: unknown): string {
  if (isDebugging()) return maskKeys(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const name = error instanceof Error ? error.name : 'unknown';
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  return `internal fault (${name}${code}), so nothing can be said about the files. Please report it with what MISTRAL_KEYS_DEBUG=1 shows.`;
}
