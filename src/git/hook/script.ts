import { type LocalCommand, scanArguments, shellWord } from './command.js';
import type { HookName } from './where.js';

/** What follows the name of a hook that was here before, while ours is in its place. */
export const keptSuffix = '.before-mistral-keys';

const first = '# mistral-keys hook: looks for Mistral AI keys in what is about to be ';
const last = '# end of mistral-keys hook';

const purposes: Readonly<Record<HookName, { readonly done: string; readonly command: string }>> = {
  'pre-commit': { done: 'committed', command: 'commit' },
  'pre-push': { done: 'pushed', command: 'push' },
};

/**
 * Where a Node may lie when the PATH does not say, as in programs with windows: version managers first, as what they
 * hold is newer. Of nvm's folders the pattern takes those from Node 20 on.
 */
const nodePlaces = [
  '"$HOME"/.volta/bin/node',
  '"${FNM_DIR:-$HOME/.local/share/fnm}"/aliases/default/bin/node',
  '"$HOME/Library/Application Support/fnm/aliases/default/bin/node"',
  '"${NVM_DIR:-$HOME/.nvm}"/versions/node/v[2-9][0-9].*/bin/node',
  '"${ASDF_DATA_DIR:-$HOME/.asdf}"/shims/node',
  '"${MISE_DATA_DIR:-$HOME/.local/share/mise}"/shims/node',
  '"$HOME"/.nodenv/shims/node',
  '/opt/homebrew/bin/node',
  '/usr/local/bin/node',
  '/opt/local/bin/node',
  '/usr/bin/node',
  '/snap/bin/node',
  '"${NVM_SYMLINK:-/}"/node.exe',
  '"${PROGRAMFILES:-/}"/nodejs/node.exe',
];

/** What a script was written with. */
export interface ScriptSettings {
  /** `…/node_modules` of the project, relative to its root. */
  readonly modules: string;
  /** Left out where the hook is shared with other machines. */
  readonly local?: LocalCommand;
}

/** @returns the hook, for any POSIX shell, that of Git for Windows included */
export function hookScript(hook: HookName, { modules, local }: ScriptSettings): string {
  const { done, command } = purposes[hook];
  const pushing = hook === 'pre-push';
  return `#!/bin/sh
${first}${done}.
# Written by "mistral-keys hook install"; "mistral-keys hook uninstall" puts back what was here before.
# To ${command} without it: MISTRAL_KEYS_SKIP=1 git ${command}, or git ${command} --no-verify.

recorded_node=${shellWord(local?.node ?? '')}
recorded_file=${shellWord(local?.file ?? '')}
project_file=${shellWord(`${modules}/eslint-plugin-mistral-keys/dist/cli.js`)}

fail() {
  echo "mistral-keys: $1 Without it: MISTRAL_KEYS_SKIP=1 git ${command}." >&2
  exit 2
}

find_node() {
  node=$recorded_node
  if [ -x "$node" ]; then return; fi
  if node=$(command -v node); then return; fi
  for node in ${nodePlaces.join(' \\\n    ')}; do
    if [ -x "$node" ]; then return; fi
  done
  fail 'Node was not found: put it on the PATH, or run "mistral-keys hook install" again.'
}

case $0 in
  */*) kept=\${0%/*}/${hook}${keptSuffix} ;;
  *) kept=./${hook}${keptSuffix} ;;
esac
${pushing ? "pushed=$(cat; echo .)\npushed=${pushed%.}\n" : ''}if [ -f "$kept" ] && [ -x "$kept" ]; then
  ${pushing ? 'printf %s "$pushed" | ' : ''}"$kept" "$@" || exit
fi

case \${MISTRAL_KEYS_SKIP:-0} in
  0) ;;
  *)
    echo 'mistral-keys: skipped, as MISTRAL_KEYS_SKIP is set.' >&2
    exit 0
    ;;
esac

set -- ${scanArguments[hook]}${pushing ? ' "$@"' : ''}
if [ -f "$project_file" ]; then
  find_node
  set -- "$node" "$project_file" "$@"
elif [ -f "$recorded_file" ]; then
  find_node
  set -- "$node" "$recorded_file" "$@"
elif [ -f .pnp.cjs ]; then
  set -- yarn mistral-keys "$@"
elif command -v mistral-keys >/dev/null; then
  set -- mistral-keys "$@"
else
  fail 'The command was not found: npm install --save-dev eslint-plugin-mistral-keys.'
fi
${pushing ? 'printf %s "$pushed" | "$@"' : '"$@" </dev/null'}
exit
${last}
`;
}

/** Says whether a hook is one of ours, of whatever version, that nobody has added to. */
export function isOurs(text: string): boolean {
  return text.split('\n', 2)[1]?.startsWith(first) === true && text.endsWith(`${last}\n`);
}

/** Says whether a hook began as one of ours and was changed by hand since. */
export function isChanged(text: string): boolean {
  return text.includes(first) && !isOurs(text);
}

/** @returns what a hook of ours was written with, `undefined` where it is not as this version writes it */
export function scriptSettings(hook: HookName, text: string): ScriptSettings | undefined {
  const [node, file, projectFile] = ['recorded_node', 'recorded_file', 'project_file'].map((name) => variable(text, name));
  const modules = projectFile?.replace(/\/eslint-plugin-mistral-keys\/dist\/cli\.js$/u, '');
  if (node === undefined || file === undefined || modules === undefined) return undefined;
  const settings = { modules, ...(file === '' ? {} : { local: { node, file } }) };
  return hookScript(hook, settings) === text ? settings : undefined;
}

function variable(text: string, name: string): string | undefined {
  const line = text.split('\n').find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  return line?.startsWith("'") === true ? line.slice(1, -1).replaceAll(String.raw`'\''`, "'") : line;
}
