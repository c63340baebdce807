import { generalOptions, type HelpPage, type OptionHelp } from '../help-pages.js';
import { valuesOf } from './values.js';

/** @returns a script that completes the command in zsh, sourced or in a folder of `fpath` as `_mistral-keys` */
export function zshCompletion(pages: readonly HelpPage[]): string {
  const commands = pages.map(({ command, summary }) => quoted(`${command}:${summary.replaceAll(':', String.raw`\:`)}`));
  return `#compdef mistral-keys
# Completion of mistral-keys for zsh: eval "$(mistral-keys completion zsh)", behind compinit
_mistral_keys() {
  local -a commands
  commands=(
${commands.map((command) => `    ${command}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    if [[ $words[2] == -* ]]; then
      _arguments ${generalOptions.map(specification).join(' ')}
    else
      _describe command commands
    fi
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${pages.map(commandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _mistral-keys ]; then _mistral_keys "$@"; else compdef _mistral_keys mistral-keys; fi
`;
}

function commandCase({ command, options, words, paths }: HelpPage): string {
  // Every letter that could mean something to zsh is escaped.
  const described = words.map(({ head, text }) => `${head}\\:${text.replaceAll(/[^\w.,-]/gu, String.raw`\$&`)}`);
  const rest = words.length > 0 ? [quoted(`1:word:((${described.join(' ')}))`)] : paths ? [quoted('*:path:_files')] : [];
  return `    ${command}) _arguments -S \\\n${[...options.map(specification), ...rest].map((item) => `      ${item}`).join(' \\\n')} ;;`;
}

/** As `_arguments` wants it: `*--name=[text]:value:(words)`. */
function specification(option: OptionHelp): string {
  const { name, value = '', valueMayBeLeftOut } = option;
  const text = option.text.replaceAll(/[[\]\\:]/gu, String.raw`\$&`);
  const values = valuesOf(option);
  if (values === undefined) return quoted(`${name}[${text}]`);
  const action = values === 'file' ? '_files' : values === 'unknown' ? ' ' : actionOf(values, value);
  return quoted(`*${name}${valueMayBeLeftOut ? '=-' : '='}[${text}]:${valueMayBeLeftOut ? ':' : ''}${value.toLowerCase().replaceAll(/[^a-z]+/gu, ' ').trim()}:${action}`);
}

/** Offers words, or where a file can stand behind one, as in `NAME=FILE`, files there. */
function actionOf(words: readonly string[], value: string): string {
  const list = words.join(' ');
  return value.endsWith('[=FILE]') ? `{ if compset -P "*="; then _files; else compadd - ${list}; fi }` : `(${list})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
