import { formats } from '../report/format.js';

/** What `mistral-keys --help` prints. */
export const generalHelp = `mistral-keys finds Mistral AI keys in code, and misuse of them.

Usage: mistral-keys COMMAND [options]

Commands:
  scan [paths…]   scan files and folders

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
  --stdin                  read one file from the standard input instead
  --stdin-filename PATH    the path that this file has or would have
  --format NAME[=FILE]     how to report, with =FILE into a file; may be repeated (default: text)
  --bundle                 take all files for what a bundler wrote for the browser (known output is recognised)
  --strict                 turn on all rules, most of them as errors
  --rule NAME=LEVEL        set a rule to off, warn or error; may be repeated
  --max-warnings N         exit with 1 when there are more than N warnings, unused suppressions included
  --no-color               print without colours
  --help                   print this

Formats: ${Object.keys(formats).join(', ')}.
Exit status: 0 nothing at error level, 1 findings, 2 the job could not be done.
Environment: NO_COLOR, FORCE_COLOR; GITHUB_STEP_SUMMARY takes the summary of --format github; MISTRAL_KEYS_DEBUG=1 shows
where a fault of this program happened.
`;
