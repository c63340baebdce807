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
    _describe command commands
    _arguments ${generalOptions.map(specification).join(' ')}
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
  const rest = words.length > 0 ? [quoted(`1:word:(${words.map(({ head }) => head).join(' ')})`)] : paths ? [quoted('*:path:_files')] : [];
  return `    ${command}) _arguments \\\n${[...options.map(specification), ...rest].map((item) => `      ${item}`).join(' \\\n')} ;;`;
}

/** As `_arguments` wants it: `*--name=[text]:value:(words)`. */
function specification(option: OptionHelp): string {
  const { name, value = '', valueMayBeLeftOut } = option;
  const text = option.text.replaceAll(/[[\]\\:]/gu, String.raw`\$&`);
  const values = valuesOf(option);
  if (values === undefined) return quoted(`${name}[${text}]`);
  const action = values === 'file' ? '_files' : values === 'unknown' ? ' ' : `(${values.join(' ')})`;
  return quoted(`*${name}${valueMayBeLeftOut ? '=-' : '='}[${text}]:${valueMayBeLeftOut ? ':' : ''}${value.toLowerCase().replaceAll(/[^a-z]+/gu, ' ').trim()}:${action}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
