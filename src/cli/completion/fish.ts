import { generalOptions, type HelpPage, type OptionHelp } from '../help-pages.js';
import { valuesOf } from './values.js';

const complete = 'complete --command mistral-keys';

/** Fish's own `__fish_seen_subcommand_from` takes any word for the command, such as a path that is called as one is. */
const inCommand = `function __mistral_keys_in
  set --local words (commandline -opc)
  test "$words[2]" = "$argv[1]"
end`;

/** @returns a script that completes the command in fish */
export function fishCompletion(pages: readonly HelpPage[]): string {
  const start = `${complete} --condition '__mistral_keys_in ""'`;
  return [
    '# Completion of mistral-keys for fish: mistral-keys completion fish | source',
    inCommand,
    ...pages.map(({ command, summary }) => `${start} --no-files --arguments ${command} --description ${quoted(summary)}`),
    ...generalOptions.map((option) => `${start} ${described(option)}`),
    ...pages.flatMap(commandLines),
    '',
  ].join('\n');
}

function commandLines({ command, options, words, paths }: HelpPage): string[] {
  const here = `__mistral_keys_in ${command}`;
  const start = `${complete} --condition '${here}'`;
  const startOfWord = `${complete} --condition '${here}; and not __fish_seen_subcommand_from ${words.map(({ head }) => head).join(' ')}'`;
  return [
    ...(paths ? [] : [`${start} --no-files`]),
    ...words.map(({ head, text }) => `${startOfWord} --arguments ${head} --description ${quoted(text)}`),
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
