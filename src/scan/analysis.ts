import type { Problem } from '../../rules/rule.js';
import type { CellPlace, FileFacts } from '../facts/facts.js';
import type { Place, SourceFile } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import { findingOf } from './finding-of.js';
import type { Finding } from './finding.js';
import { type ActiveRule, namespace } from './levels.js';
import type { FindingSource, UnusedSuppression } from './result.js';
import { withoutRepeats } from './overlaps.js';
import { Suppressions } from './suppress.js';

/** What the analysis knows of a file. */
interface KnownFile {
  readonly source: SourceFile;
  readonly facts: FileFacts;
  readonly suppressions: Suppressions;
  /** It was scanned itself; a problem of a file that imports it may stand in it all the same. */
  scanned: boolean;
}

/** What an analysis amounts to. */
export interface Conclusion {
  readonly findings: Finding[];
  /** Where a comment suppresses a finding. */
  readonly suppressed: readonly { readonly file: string; readonly line: number }[];
  readonly unusedSuppressions: UnusedSuppression[];
  readonly sources: Map<string, FindingSource>;
}

/** Collects what the rules find in the files of a scan: each thing once, what comments suppress left out. */
export class Analysis {
  readonly #files = new Map<string, KnownFile>();
  readonly #problems = new Map<string, { active: ActiveRule; problem: Problem }>();
  readonly #secrets = new Map<string, Set<string>>();

  /**
   * @param rules the rules that run
   * @param factsOf gives the facts of a file; also asked of a file that others import and where their problem stands
   */
  constructor(
    readonly rules: readonly ActiveRule[],
    readonly factsOf: (source: SourceFile) => FileFacts,
  ) {}

  /** Runs the rules over a file. */
  add(source: SourceFile): void {
    const file = this.#know(source);
    file.scanned = true;
    this.#check(file, () => true);
  }

  /**
   * Runs the rules over a file that imports another one, and keeps what stands in that one.
   * @param imported the path of the imported file
   */
  addImporter(source: SourceFile, imported: string): void {
    this.#check(this.#know(source), (place) => place.source.path === imported);
  }

  #check({ facts }: KnownFile, keeps: (place: Place) => boolean): void {
    for (const active of this.rules) {
      for (const problem of active.rule.check(facts, active.rule.defaultOptions)) {
        const { place } = problem;
        const id = `${active.rule.name} ${place.start} ${place.end} ${place.source.path}`;
        if (keeps(place) && !this.#problems.has(id)) this.#problems.set(id, { active, problem });
      }
    }
  }

  /**
   * @param fileOf gives a path as findings show it
   * @param known the names of all rules, also of those that are off
   */
  conclude(fileOf: (path: string) => string, known: readonly string[]): Conclusion {
    const sources = new Map<string, FindingSource>();
    const located: { finding: Finding; start: number }[] = [];
    const suppressed: { file: string; line: number }[] = [];
    for (const { active, problem } of withoutRepeats([...this.#problems.values()])) {
      const { source, start } = problem.place;
      const { facts, suppressions } = this.#know(source);
      if (suppressions.suppresses(active.rule.name, start)) {
        suppressed.push({ file: fileOf(source.path), line: source.position(start).line });
        continue;
      }
      const secrets = [...(this.#secrets.get(source.path) ?? [])];
      const finding = findingOf(active, problem, fileOf, secrets, cellAt(facts, start));
      located.push({ finding, start });
      sources.set(finding.file, { source, secrets });
    }
    located.sort((one, other) => compare(one.finding.file, other.finding.file) || one.start - other.start || compare(one.finding.rule, other.finding.rule));
    const unusedSuppressions = [...this.#files.values()].flatMap((file) => this.#unused(file, fileOf(file.source.path), known));
    unusedSuppressions.sort((one, other) => compare(one.file, other.file) || one.line - other.line || one.column - other.column);
    return { findings: located.map(({ finding }) => finding), suppressed, unusedSuppressions, sources };
  }

  #know(source: SourceFile): KnownFile {
    const known = this.#files.get(source.path);
    if (known !== undefined) return known;
    const facts = this.factsOf(source);
    for (const fact of facts.facts) {
      if (fact.kind === 'secret') this.#noteSecret(fact.place);
    }
    for (const part of facts.keyParts ?? []) this.#noteSecret(part);
    const file = { source, facts, suppressions: new Suppressions(source, facts.comments, facts.lineStarts), scanned: false };
    this.#files.set(source.path, file);
    return file;
  }

  #noteSecret({ source, start, end }: Place): void {
    const secrets = this.#secrets.get(source.path) ?? new Set();
    this.#secrets.set(source.path, secrets);
    for (const line of source.text.slice(start, end).split(/[\r\n\u2028\u2029]+/u)) {
      const bare = line.trim().replace(/^["'`]|["'`]$/gu, '');
      if (bare !== '') secrets.add(bare);
    }
  }

  /** Where a file did not parse, most rules had nothing to go by, so a comment that did nothing may be right. */
  #unused({ source, facts, suppressions, scanned }: KnownFile, file: string, known: readonly string[]): UnusedSuppression[] {
    if (!scanned || !facts.parsed) return [];
    return suppressions.unused().flatMap(({ comment, rule: fullName }) => {
      const rule = fullName.slice(namespace.length);
      const exists = known.includes(rule);
      if (exists && !this.rules.some((active) => active.rule.name === rule)) return [];
      const message = exists
        ? `Remove this suppression: ${rule} finds nothing here.`
        : `This suppresses nothing: there is no rule ${fullName}.`;
      return [{ file, ...source.position(comment.start), rule: maskKeys(rule), message: maskKeys(message) }];
    });
  }
}

/** The cell of a notebook that holds an offset. */
function cellAt({ cells }: FileFacts, offset: number): CellPlace | undefined {
  return cells?.find(({ start, end }) => start <= offset && offset <= end);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
