import { nearest } from '../scan/nearest.js';
import { UsageError } from './failure.js';

/**
 * Says what `parseArgs` did not like.
 * @param known the names of the options
 * @returns what to throw: for what is no word on the usage, the error itself
 */
export function rejected(error: unknown, known: readonly string[], command: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = 'code' in error ? error.code : undefined;
  const option = /'(-[^\s'=]*)/u.exec(error.message)?.[1] ?? '';
  const see = `See mistral-keys ${command} --help.`;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return new UsageError(`There is no option ${option}. Did you mean --${nearest(option.replace(/^-+/u, ''), known)}? ${see}`);
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const named = /--[a-z-]+/u.exec(error.message)?.[0] ?? 'An option';
    return new UsageError(`${named} ${error.message.includes('does not take an argument') ? 'takes no value' : 'needs a value'}. ${see}`);
  }
  return error;
}
