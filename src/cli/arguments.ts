import { parseArgs } from 'node:util';
import { nearest } from '../scan/nearest.js';
import { UsageError } from './failure.js';

/** The options that a command knows, by name. */
export type KnownOptions = Readonly<Record<string, { readonly type: 'boolean' | 'string'; readonly short?: string }>>;

/**
 * Reads the arguments of a command.
 * @throws UsageError where an option is unknown or lacks its value
 */
export function readArguments<Known extends KnownOptions>(command: string, arguments_: readonly string[], known: Known) {
  try {
    return parseArgs({ args: [...arguments_], options: known, allowPositionals: true, strict: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (!(error instanceof Error) || typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS')) throw error;
    const hint = `See mistral-keys ${command} --help.`;
    const option = /'(?:-\w, )?(-[^\s'=]*)/u.exec(error.message)?.[1] ?? 'An option';
    if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      throw new UsageError(`${option} ${error.message.includes('does not take an argument') ? 'takes no value' : 'needs a value'}. ${hint}`);
    }
    throw new UsageError(`There is no option ${option}. Did you mean --${nearest(option.replace(/^-+/u, ''), Object.keys(known))}? ${hint}`);
  }
}
