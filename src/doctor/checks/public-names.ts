import { type Check, ok, problem } from '../check.js';
import type { Project } from '../project.js';

/** Copies of the key under names that build tools hand to the browser. */
export function checkPublicNames({ environment, envFiles, findings, vocabulary }: Project): Check[] {
  const here = Object.keys(environment).filter((name) => vocabulary.publicKeyPrefix(name) !== undefined).map((name) => `${name} of this shell`);
  const stored = envFiles.flatMap(({ shown, keys }) => keys.filter(({ name }) => vocabulary.publicKeyPrefix(name) !== undefined).map(({ name, line }) => `${name} in ${shown}:${line}`));
  const copies = [...here, ...stored].map((where) =>
    problem('public-names', `${where} reaches the browser with every build.`, 'Rename it to MISTRAL_API_KEY and call Mistral from a backend; then create a new key, deploy it and delete the old one.'),
  );
  const elsewhere = findings.filter(({ rule, file }) => rule === 'no-client-key' && !envFiles.some(({ shown }) => shown === file));
  const [first] = elsewhere;
  const inCode = first === undefined ? [] : [problem('public-names', `${first.file}:${first.line}: ${first.message}${elsewhere.length > 1 ? ` (and ${elsewhere.length - 1} more places)` : ''}`, first.fix.text)];
  const all = [...copies, ...inCode];
  return all.length === 0 ? [ok('public-names', 'No copy of the key goes by a name that reaches the browser.')] : all;
}
