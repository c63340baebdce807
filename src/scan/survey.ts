import { Gate } from './disk.js';

/** What a look at every source file of a project tells. Paths are absolute, sorted. */
export interface Survey {
  /** The files that name Mistral. */
  readonly mistralFiles: readonly string[];
  /** The files that may be entries of the browser. */
  readonly browserEntries: readonly string[];
}

/**
 * @param paths the source files of a project, absolute; what can't be read counts as saying nothing
 * @param wordsOf gives the words by which the configuration lets a file in, too
 */
export function surveyOf(paths: readonly string[], wordsOf: (path: string) => RegExp | undefined): Survey {
  const gate = new Gate();
  const mistralFiles: string[] = [];
  const browserEntries: string[] = [];
  for (const path of paths) {
    const look = gate.look(path, false, wordsOf(path));
    if (look.kind !== 'read') continue;
    if (look.names) mistralFiles.push(path);
    if (look.browserEntry) browserEntries.push(path);
  }
  return { mistralFiles: mistralFiles.sort(), browserEntries: browserEntries.sort() };
}
