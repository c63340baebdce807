import { generalOptions, type HelpPage, type OptionHelp } from '../help-pages.js';
import { valuesOf } from './values.js';

/** @returns a script that completes the command in bash 3.2 and later */
export function bashCompletion(pages: readonly HelpPage[]): string {
  const first = [...pages.map(({ command }) => command), ...generalOptions.map(({ name }) => name)];
  return `# Completion of mistral-keys for bash: eval "$(mistral-keys completion bash)"
_mistral_keys() {
  local at=$COMP_CWORD current=\${COMP_WORDS[COMP_CWORD]} previous head='' words=''
  if [ "$at" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${first.join(' ')}' -- "$current"))
    return
  fi
  # Bash takes "--format=sarif" and "name=off" for three words each, and completes the last.
  if [ "$current" = '=' ]; then current=''; at=$((at + 1)); fi
  previous=\${COMP_WORDS[at-1]}
  while [ "$previous" = '=' ] && [ "$at" -gt 2 ]; do
    at=$((at - 2))
    previous=\${COMP_WORDS[at]}
    case $previous in -*) ;; *) head=$previous=$head; previous=\${COMP_WORDS[at-1]} ;; esac
  done
  COMPREPLY=()
  case "\${COMP_WORDS[1]} $previous" in
${pages.flatMap(valueCases).join('\n')}
    *)
      case "\${COMP_WORDS[1]}" in
${pages.map(commandCase).join('\n')}
      esac
      ;;
  esac
  # Without words bash goes on to file names.
  COMPREPLY=($(compgen -W "$words" -- "$head$current"))
  COMPREPLY=("\${COMPREPLY[@]#"$head"}")
}
complete -o default -F _mistral_keys mistral-keys
`;
}

function valueCases({ command, options }: HelpPage): string[] {
  return options.flatMap((option) => {
    const values = valuesOf(option);
    return values === undefined || option.valueMayBeLeftOut ? [] : [`    '${command} ${option.name}') ${typeof values === 'string' ? 'return' : `words='${values.join(' ')}'`} ;;`];
  });
}

/** Options come where one is begun, so that paths are not buried under them. */
function commandCase({ command, options, words }: HelpPage): string {
  const names = options.map(({ name }: OptionHelp) => name).join(' ');
  const own = words.map(({ head }) => head).join(' ');
  return `        ${command}) case $current in -*) words='${names}' ;; *) words='${own}' ;; esac ;;`;
}
