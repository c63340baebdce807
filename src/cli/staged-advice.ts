import { clean } from '../report/clean.js';
import type { ScanResult, StagedFiles } from '../scan/result.js';

/** So many files are named in the command that takes them out. */
const mostNamed = 5;

/** What to do about a commit that is stopped. */
export function stagedAdvice({ findings, unusedSuppressions }: ScanResult, { first, files }: StagedFiles): string {
  const concerned = [...new Set([...findings, ...unusedSuppressions].map(({ file }) => file))];
  const names = concerned.filter((file) => files.has(file) && clean(file) === file).map(quoted);
  const named = names.length === 0 || names.length > mostNamed ? 'FILE' : names.join(' ');
  const rule = (findings.find(({ severity }) => severity === 'error') ?? findings[0])?.rule ?? 'RULE';
  return `
What to do: mend it and stage the file again (git add), or take it out of the commit:
    ${first ? 'git rm --cached' : 'git restore --staged'} ${named}
If it is right as it is, say why in a comment on the line above, and stage that:
    eslint-disable-next-line mistral-keys/${rule} -- REASON
To commit once without this check: MISTRAL_KEYS_SKIP=1 git commit
`;
}

/** The name as a POSIX shell takes it. */
function quoted(name: string): string {
  if (/^[\w./@+,:=%][\w./@+,:=%-]*$/u.test(name)) return name;
  const safe = name.startsWith('-') ? `./${name}` : name;
  return `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}
