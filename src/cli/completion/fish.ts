import { generalOptions, type HelpPage, type OptionHelp } from '../help-pages.js';
import { valuesOf } from './values.js';

const complete = 'complete --command mistral-keys';

/** @returns a script that completes the command in fish */
export function fishCompletion(pages: readonly HelpPage[]): string {
  return [
    '# Completion of mistral-keys for fish: mistral-keys completion fish | source',
    ...pages.map(({ command, summary }) => `${complete} --condition __fish_use_subcommand --no-files --arguments ${command} --description ${quoted(summary)}`),
    ...generalOptions.map((option) => `${complete} --condition __fish_use_subcommand ${described(option)}`),
    ...pages.flatMap(commandLines),
    '',
  ].join('\n');
}

function commandLines({ command, options, words, paths }: HelpPage): string[] {
  const start = `${complete} --condition '__fish_seen_subcommand_from ${command}'`;
  return [
    ...(paths ? [] : [`${start} --no-files`]),
    ...words.map(({ head, text }) => `${start} --arguments ${head} --description ${quoted(text)}`),
    ...options.map((option) => `${start} ${described(option)}`),
  ];
}

function described(option: OptionHelp): string {
  const values = valuesOf(option);
  const behind =
    values === undefined || option.valueMayBeLeftOut ? '' : values === 'file' ? ' --require-parameter --force-files' : values === 'unknown' ? ' --exclusive' : ` --exclusive --arguments ${quoted(values.join(' '))}`;
  return `--long-option ${option.name.replace(/^--/u, '')}${behind} --description ${quoted(option.text)}`;
}

/** Inside of single quotes fish knows two escapes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}
