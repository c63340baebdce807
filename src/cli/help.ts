import { formats } from '../report/format.js';

/** What `mistral-keys --help` prints. */
export const generalHelp = `mistral-keys finds Mistral AI keys in code, and misuse of them.

Usage: mistral-keys COMMAND [options]

Commands:
  scan [paths…]      scan files and folders
  baseline [paths…]  record what is known, so that scans report only what is new
  hook ACTION        install, uninstall or show the git hook that scans what is committed
  init               set up ESLint, the hook, CI, .gitignore and .env.example
  explain [TEXT]     explain a rule, a cause or an error message, for this project
  doctor             check the variable, its files, the SDK, the hook, ESLint and CI
  verify             ask Mistral whether the key works; the only command that sends anything
  completion SHELL   print a script that completes commands and options in a shell

Options:
  --help          print this, or with a command its options
  --version       print the version

Exit status: 0 nothing at error level, 1 findings, 2 the job could not be done.
`;

/** What `mistral-keys scan --help` prints. */
export const scanHelp = `Usage: mistral-keys scan [options] [paths…]

Scans files and folders. Without paths: the working directory. In a git repository this takes what git tracks or would
add; a file that is named is read in any case.

Options:
  --staged                 scan what is staged in git instead, and report what the commit would add; paths restrict it
  --since[=REV]            scan the commit that is checked out, and report what it adds to where its branch left REV;
                           without REV, a CI service says what to compare with; paths restrict it
  --history [REVS…]        scan what any commit ever had, for keys: of these revisions, or without any of all branches and tags
  --pushed [REMOTE]        scan each commit that a push brings; for pre-push hooks, whose standard input says which
  --stdin                  read one file from the standard input instead
  --stdin-filename PATH    the path that this file has or would have
  --format NAME[=FILE]     how to report, with =FILE into a file; may be repeated (default: text)
  --bundle                 take all files for what a bundler wrote for the browser (known output is recognised)
  --strict                 turn on all rules, most of them as errors
  --rule NAME=LEVEL        set a rule to off, warn or error; may be repeated
  --max-warnings N         exit with 1 when there are more than N warnings, unused suppressions included
  --baseline FILE          report only what this baseline does not know (default: .mistral-keys-baseline.json in the
                           working directory or the root of the repository, if it is there)
  --no-baseline            report what the baseline knows, too
  --no-config              leave .mistral-keys.json and "mistral-keys" in package.json unread
  --report-suppressed      show what comments and the baseline keep back, and why
  --no-color               print without colours
  --help                   print this

Examples:
  mistral-keys scan
  mistral-keys scan --staged
  mistral-keys scan --since origin/main --format sarif=out.sarif --format text
  mistral-keys scan --history

Formats: ${Object.keys(formats).join(', ')}.
Exit status: 0 nothing at error level, 1 findings, 2 the job could not be done.
Environment: NO_COLOR, FORCE_COLOR; GITHUB_STEP_SUMMARY takes the summary of --format github; MISTRAL_KEYS_DEBUG=1 shows
where a fault of this program happened.
`;

/** What `mistral-keys hook --help` prints. */
export const hookHelp = `Usage: mistral-keys hook install|uninstall|status [options]

Installs a pre-commit hook that scans what is about to be committed, and stops the commit where there are findings at
error level. A hook that is there already is kept and run first. Husky, lefthook, simple-git-hooks and the pre-commit
framework get a line of their own where they look after the hooks.

Actions:
  install       install the hook, or bring it up to date
  uninstall     take it away and put back what was there before
  status        say where it is installed and whether it works

Options:
  --pre-push    install: also a pre-push hook, which scans the commits that are pushed; uninstall: that one alone;
                status: count it as missing, too
  --help        print this

Examples:
  mistral-keys hook install
  mistral-keys hook install --pre-push

Exit status: 0 done, with status: installed and working; 1 status: not installed, or out of order; 2 the job could not be
done, or is left to you.
To commit without the hook: MISTRAL_KEYS_SKIP=1 git commit, or git commit --no-verify.
`;

/** What `mistral-keys explain --help` prints. */
export const explainHelp = `Usage: mistral-keys explain [RULE | CAUSE | ERROR TEXT | FILE | -]

Explains a rule or a documented cause. Given an error message, a stack trace or what the API answered (as arguments, in a
file, or with - from the standard input), it names the causes, the likeliest for this project first: it scans the project
and looks at the environment. Nothing is sent. Without an argument it lists what can be explained.

Options:
  --no-color   print without colours
  --help       print this

Examples:
  mistral-keys explain no-unguarded-env
  mistral-keys explain "SDKError: API error occurred: Status 401"
  npm start 2>&1 | mistral-keys explain -

Exit status: 0 explained, also where the text is not known; 2 the job could not be done.
`;

/** What `mistral-keys doctor --help` prints. */
export const doctorHelp = `Usage: mistral-keys doctor [options]

Checks, for the project around the working directory: the variable, the env files that set it and what git does with
them, public copies of the key, how long it has been in use, the installed SDKs against the code, the code itself, and
whether a git hook, ESLint and CI look after it. It names each rule on which the configuration of ESLint and that of
mistral-keys disagree. Nothing is sent, and without --run-eslint nothing of the project is run.

Options:
  --run-eslint  ask the project's own ESLint for levels and options, as reading its configuration does not always tell
                them; this runs the code of that configuration and of what it imports
  --json        print one JSON object: {version, tool, root, checks: [{id, status, text, fix?}]}
  --no-color    print without colours
  --help        print this

Examples:
  mistral-keys doctor
  mistral-keys doctor --run-eslint
  mistral-keys doctor --json > doctor.json

Exit status: 0 no problem (there may be warnings), 1 problems, 2 the job could not be done.
`;

/** What `mistral-keys verify --help` prints. */
export const verifyHelp = `Usage: mistral-keys verify [options]
       mistral-keys verify --findings [options] [paths…]

Asks Mistral whether a key is accepted: GET /v1/models with the key of MISTRAL_API_KEY (api.mistral.ai) and of
CODESTRAL_API_KEY (codestral.mistral.ai). One request a key, over HTTPS, to these hosts only; redirects are not followed.

Options:
  --findings       ask about the keys that a scan finds in the code instead, after a question
  --yes            leave the question out; needed where there is no terminal
  --base-url URL   ask another host of Mistral, such as https://api.eu.mistral.ai, or a server on this machine
  --timeout N      give up on a key after N seconds (default: 15)
  --no-color       print without colours
  --help           print this

Examples:
  mistral-keys verify
  node --env-file=.env node_modules/.bin/mistral-keys verify
  mistral-keys verify --findings --yes src

Exit status: 0 every key of the environment is valid, or none of the code is; 1 a key of the environment is rejected, or
one of the code is valid; 2 not decided (rate limit, network), or the job could not be done.
Environment: HTTPS_PROXY, ALL_PROXY and NO_PROXY are obeyed; NODE_EXTRA_CA_CERTS names further certificate authorities.
`;

/** What `mistral-keys baseline --help` prints. */
export const baselineHelp = `Usage: mistral-keys baseline [options] [paths…]

Records what a scan of these files and folders finds, so that later scans report only what is new. Commit the file. It
holds fingerprints, no keys; a key that it knows is still leaked. Entries stay known when code moves, files are renamed
or lines are laid out anew; another key is always new.

Options:
  --file FILE      the baseline (default: .mistral-keys-baseline.json in the root of the repository)
  --prune          take out what is found no more, and what has expired; record nothing
  --reason TEXT    why the new entries are left as they are
  --expires DATE   the last day on which the new entries count, as YYYY-MM-DD
  --strict         record what all rules find
  --help           print this

Examples:
  mistral-keys baseline --reason "before the clean-up" --expires 2031-01-31
  mistral-keys baseline --prune

Exit status: 0 written, 2 the job could not be done.
`;

/** What `mistral-keys init --help` prints. */
export const initHelp = `Usage: mistral-keys init [options]

Sets up the project in the working directory: the plugin in the flat config of ESLint, a git hook, a step of CI, lines in
.gitignore and an example of the environment. Each change is shown and asked about before it is made. What is set up
already stays as it is, nothing is overwritten, and where an edit would not be safe the lines to add are printed.

Options:
  --eslint         set up ESLint; without a choice of steps, all are set up
  --gitignore      let git ignore .env files
  --env-example    write .env.example
  --ci SERVICE     set up CI: github or gitlab (default: the one whose files are there)
  --hook           install the pre-commit hook
  --yes            make the changes without a question; needed where there is no terminal
  --dry-run        show the changes and make none
  --help           print this

Examples:
  mistral-keys init
  mistral-keys init --dry-run
  mistral-keys init --ci github --hook --yes

Exit status: 0 done, 2 something is left to you, or the job could not be done.
`;

/** What `mistral-keys completion --help` prints. */
export const completionHelp = `Usage: mistral-keys completion SHELL

Prints a script by which a shell completes the commands of mistral-keys, their options and what these take.

Shells:
  bash    eval "$(mistral-keys completion bash)" in ~/.bashrc
  zsh     eval "$(mistral-keys completion zsh)" in ~/.zshrc, behind compinit
  fish    mistral-keys completion fish > ~/.config/fish/completions/mistral-keys.fish

Options:
  --help  print this

Exit status: 0 printed, 2 there is no script for this shell.
`;
