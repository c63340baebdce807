import type { Problem } from '../../rules/rule.js';
import type { CellPlace, FileFacts } from '../facts/facts.js';
import type { Place, SourceFile } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import type { Vocabulary } from '../key/vocabulary.js';
import { findingOf } from './finding-of.js';
import type { Finding } from './finding.js';
import { type ActiveRule, namespace } from './levels.js';
import type { FileSettings } from './settings.js';
import type { FindingSource, SuppressedFinding, UnusedSuppression } from './result.js';
import { withoutRepeats } from './overlaps.js';
import { Suppressions } from './suppress.js';

/** What the analysis knows of a file. */
interface KnownFile {
  readonly source: SourceFile;
  readonly facts: FileFacts;
  readonly settings: FileSettings;
  readonly suppressions: Suppressions;
  /** It was scanned itself; a problem of a file that imports it may stand in it all the same. */
  scanned: boolean;
}

interface Located {
  readonly finding: Finding;
  /** 0-based offset. */
  readonly start: number;
  /** Why a comment suppresses it, empty where that gives no reason; `undefined` where none does. */
  readonly suppressedFor: string | undefined;
}

/** What an analysis amounts to. */
export interface Conclusion {
  readonly findings: Finding[];
  readonly suppressedFindings: SuppressedFinding[];
  readonly unusedSuppressions: UnusedSuppression[];
  readonly sources: Map<string, FindingSource>;
}

/** Collects what the rules find in the files of a scan: each thing once, what comments suppress left out. */
export class Analysis {
  readonly #files = new Map<string, KnownFile>();
  readonly #problems = new Map<string, { active: ActiveRule; problem: Problem }>();
  readonly #secrets = new Map<string, Set<string>>();

  /**
   * @param settingsOf gives the rules and options that hold for a path
   * @param factsOf gives the facts of a file, by the vocabulary of each file or, where a rule has one of its own, by that; also asked of a file that others import and where their problem stands
   */
  constructor(
    readonly settingsOf: (path: string) => FileSettings,
    readonly factsOf: (source: SourceFile, own: Vocabulary | undefined) => FileFacts,
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

  #check({ source, facts: shared, settings }: KnownFile, keeps: (place: Place) => boolean): void {
    for (const active of settings.rules) {
      const facts = active.vocabulary === settings.vocabulary ? shared : this.factsOf(source, active.vocabulary);
      for (const problem of active.rule.check(facts, active.options)) {
        const { place } = problem;
        const { path } = place.source;
        const here = path === source.path ? active : this.#ruleAt(path, active.rule.name);
        const id = `${active.rule.name} ${place.start} ${place.end} ${path}`;
        if (here !== undefined && keeps(place) && !this.#problems.has(id)) this.#problems.set(id, { active: here, problem });
      }
    }
  }

  /** The level of a problem is that of the file where it stands, which may be off. */
  #ruleAt(path: string, name: string): ActiveRule | undefined {
    const settings = this.settingsOf(path);
    return settings.ignored ? undefined : settings.rules.find(({ rule }) => rule.name === name);
  }

  /**
   * @param fileOf gives a path as findings show it
   * @param known the names of all rules, also of those that are off
   */
  conclude(fileOf: (path: string) => string, known: readonly string[]): Conclusion {
    const sources = new Map<string, FindingSource>();
    const located: Located[] = [];
    for (const { active, problem } of withoutRepeats([...this.#problems.values()])) {
      const { source, start } = problem.place;
      const { facts, suppressions } = this.#know(source);
      const suppressing = suppressions.suppressing(active.rule.name, start);
      const secrets = [...(this.#secrets.get(source.path) ?? [])];
      const finding = findingOf(active, problem, fileOf, secrets, cellAt(facts, start));
      located.push({ finding, start, suppressedFor: suppressing === undefined ? undefined : maskKeys(suppressing.reason, secrets) });
      sources.set(finding.file, { source, secrets });
    }
    located.sort((one, other) => compare(one.finding.file, other.finding.file) || one.start - other.start || compare(one.finding.rule, other.finding.rule));
    const unusedSuppressions = [...this.#files.values()].flatMap((file) => this.#unused(file, fileOf(file.source.path), known));
    unusedSuppressions.sort((one, other) => compare(one.file, other.file) || one.line - other.line || one.column - other.column);
    const findings = located.flatMap(({ finding, suppressedFor }) => (suppressedFor === undefined ? [finding] : []));
    const suppressedFindings = located.flatMap(({ finding, suppressedFor: reason }): SuppressedFinding[] =>
      reason === undefined ? [] : [{ finding, by: 'comment', ...(reason === '' ? {} : { reason }) }],
    );
    return { findings, suppressedFindings, unusedSuppressions, sources };
  }

  #know(source: SourceFile): KnownFile {
    const known = this.#files.get(source.path);
    if (known !== undefined) return known;
    const settings = this.settingsOf(source.path);
    const facts = this.factsOf(source, undefined);
    for (const fact of facts.facts) {
      if (fact.kind === 'secret') this.#noteSecret(fact.place);
    }
    for (const part of facts.keyParts ?? []) this.#noteSecret(part);
    const suppressions = new Suppressions(source, facts.comments, facts.lineStarts, settings.demandsReason);
    const file = { source, facts, settings, suppressions, scanned: false };
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
  #unused({ source, facts, settings, suppressions, scanned }: KnownFile, file: string, known: readonly string[]): UnusedSuppression[] {
    if (!scanned || !facts.parsed) return [];
    return suppressions.unused().flatMap(({ comment, rule: fullName, lacksReason }) => {
      const rule = fullName.slice(namespace.length);
      const exists = known.includes(rule);
      if (exists && !settings.rules.some((active) => active.rule.name === rule)) return [];
      const message = !exists
        ? `This suppresses nothing: there is no rule ${fullName}.`
        : lacksReason
          ? 'This suppresses nothing, since the configuration demands a reason: add " -- " and why.'
          : `Remove this suppression: ${rule} finds nothing here.`;
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
