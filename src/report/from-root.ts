import type { Finding } from '../scan/finding.js';
import type { ScanOutcome } from '../scan/result.js';

/** Where a scan was started. Both are absolute, with `/`, and safe to show. */
export interface Start {
  readonly folder: string;
  /** The root of the repository that is scanned; where there is none, the folder itself. */
  readonly root: string;
}

/**
 * Services know a file by its path from the root of the repository, wherever a job was started; what lies outside of the
 * root gets its absolute path, which no service takes for another file.
 * @param outcome its paths are relative to the folder
 */
export function fromRoot({ result, sources, ...rest }: ScanOutcome, start: Start): ScanOutcome {
  const at = <Place extends { readonly file: string }>(place: Place): Place => ({ ...place, file: pathFromRoot(place.file, start) });
  const found = (finding: Finding): Finding => {
    const { fix, chain } = finding;
    return {
      ...at(finding),
      ...(fix.edits === undefined ? {} : { fix: { ...fix, edits: fix.edits.map(at) } }),
      ...(chain === undefined ? {} : { chain: chain.map(at) }),
    };
  };
  return {
    ...rest,
    result: {
      ...result,
      summary: { ...result.summary, skipped: result.summary.skipped.map(at) },
      findings: result.findings.map(found),
      unusedSuppressions: result.unusedSuppressions.map(at),
      suppressedFindings: result.suppressedFindings.map((suppressed) => ({ ...suppressed, finding: found(suppressed.finding) })),
    },
    sources: new Map([...sources].map(([file, source]) => [pathFromRoot(file, start), source])),
  };
}

/** @param file relative to the folder, with `/`; what is absolute, as on another drive, stays so */
export function pathFromRoot(file: string, { folder, root }: Start): string {
  if (/^(?:[A-Za-z]:)?\//u.test(file)) return file;
  const steps = file === '' ? [] : file.split('/');
  const way = steps.findIndex((step) => step !== '..');
  const up = way < 0 ? steps.length : way;
  const folders = folder.split('/').filter((name, index) => index === 0 || name !== '');
  const path = [...folders.slice(0, Math.max(1, folders.length - up)), ...steps.slice(up)].join('/');
  if (path === root) return '';
  const inside = root.endsWith('/') ? root : `${root}/`;
  return path.startsWith(inside) ? path.slice(inside.length) : path;
}
