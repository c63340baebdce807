import type { Finding } from '../scan/finding.js';
import type { FindingSource, ScanOutcome } from '../scan/result.js';
import { clean, cleanJson } from './clean.js';
import { count } from './closing.js';
import { type Entry, entriesOf, gravestFirst, sentence } from './entries.js';
import type { ReportSettings } from './format.js';
import { type Descriptor, descriptors, homepage, skippedFile } from './sarif-rules.js';
import { skippedLine } from './skipped.js';

/** GitHub refuses a run with more results, and a result with more steps ("SARIF results exceed limit" in its documentation). */
const mostResults = 25_000;
const mostSteps = 10_000;

/** What paths are relative to. GitHub takes relative paths for such from the root of the repository. */
const root = '%SRCROOT%';

/** The report in the form of SARIF 2.1.0, an OASIS standard, for GitHub code scanning and other viewers. */
export function sarifReport(outcome: ScanOutcome, { tool, finished, suppressed = false }: ReportSettings): string {
  const { summary, complete } = outcome.result;
  const entries = entriesOf(outcome);
  const shown = entries.length > mostResults ? gravestFirst(entries).slice(0, mostResults) : entries;
  const rules = descriptors();
  const run = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        informationUri: homepage,
        rules,
        notifications: [skippedFile],
      },
    },
    invocations: [
      {
        executionSuccessful: complete,
        endTimeUtc: finished.toISOString(),
        toolExecutionNotifications: [
          ...summary.skipped.map((skipped) => notification(complete ? 'note' : 'warning', skippedLine(skipped), skipped.file)),
          ...(shown.length < entries.length ? [notification('warning', `${count(entries.length - shown.length, 'result')} left out: a run may hold ${mostResults}.`)] : []),
        ],
      },
    ],
    originalUriBaseIds: { [root]: { description: { text: 'The root of the repository; where there is none, the folder in which the scan was started.' } } },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r', '\u2028', '\u2029'],
    results: [...shown.map((entry) => resultOf(entry, rules, outcome.sources)), ...(suppressed ? suppressedResults(outcome, rules).slice(0, mostResults - shown.length) : [])],
  };
  const log = { $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${cleanJson(JSON.stringify(log, undefined, 2))}\n`;
}

function notification(level: 'note' | 'warning', text: string, file = ''): object {
  const where = file === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(file) } }] };
  return { descriptor: { id: skippedFile.id, index: 0 }, level, message: message(text), ...where };
}

function resultOf(entry: Entry, rules: readonly Descriptor[], sources: ReadonlyMap<string, FindingSource>): object {
  const { rule, severity, file, fingerprint, finding } = entry;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: message(entry.message),
    locations: [location(file, regionOf(entry))],
    // GitHub's upload action adds its own, a hash of the line, and complains where another stands under that name.
    partialFingerprints: { 'mistralKeys/v1': fingerprint },
    ...(finding === undefined ? {} : details(finding, sources)),
  };
}

/** What comments (`inSource`) and the baseline (`external`) keep back. */
function suppressedResults({ result, ...rest }: ScanOutcome, rules: readonly Descriptor[]): object[] {
  const { suppressedFindings } = result;
  const entries = entriesOf({ ...rest, result: { ...result, findings: suppressedFindings.map(({ finding }) => finding), unusedSuppressions: [] } });
  return entries.map((entry, index) => {
    const { by, reason } = suppressedFindings[index] ?? {};
    const suppression = { kind: by === 'comment' ? 'inSource' : 'external', status: 'accepted', ...(reason === undefined ? {} : { justification: clean(reason) }) };
    return { ...resultOf(entry, rules, rest.sources), suppressions: [suppression] };
  });
}

function details(finding: Finding, sources: ReadonlyMap<string, FindingSource>): object {
  const { cause, symptom, fix, key, chain = [], commit } = finding;
  const edit = fixOf(finding, sources);
  return {
    ...(chain.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps(finding) }] }] }),
    ...(edit === undefined ? {} : { fixes: [edit] }),
    properties: { cause: cause.id, symptom, fix: fix.text, ...(key === undefined ? {} : { key }), ...(commit === undefined ? {} : { commit }) },
  };
}

/** The way of the key from link to link, and at its end the finding. */
function steps(finding: Finding): object[] {
  const links = (finding.chain ?? []).slice(0, mostSteps - 1).map(({ file, line, note }) => ({ location: { ...location(file, { startLine: line }), message: message(note) } }));
  return [...links, { location: { ...location(finding.file, regionOf(finding)), message: message(finding.message) } }];
}

/** The edits that mend a finding, or nothing where the lines that they change are not at hand. */
function fixOf({ fix }: Finding, sources: ReadonlyMap<string, FindingSource>): object | undefined {
  if (fix.edits === undefined) return undefined;
  const changes = new Map<string, object[]>();
  for (const { file, start, end, text } of fix.edits) {
    const source = sources.get(file)?.source;
    if (source === undefined) return undefined;
    const [from, to] = [source.position(start), source.position(end)];
    const deletedRegion = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    changes.set(file, [...(changes.get(file) ?? []), { deletedRegion, insertedContent: { text } }]);
  }
  const artifactChanges = [...changes].map(([file, replacements]) => ({ artifactLocation: artifact(file), replacements }));
  return { description: message(sentence(fix.text)), artifactChanges };
}

type Region = Readonly<Partial<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>>;

function regionOf({ line, column, endLine, endColumn }: Pick<Entry, 'line' | 'column' | 'endLine' | 'endColumn'>): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function location(file: string, region: Region): object {
  return { physicalLocation: { artifactLocation: artifact(file), region } };
}

/** A path as a relative reference: everything encoded but the slashes (RFC 3986). */
function artifact(file: string): object {
  const wellFormed = file.replace(/\p{Surrogate}/gu, '\ufffd');
  // With the drive that starts a path on Windows.
  const [, drive, path = ''] = /^([A-Za-z]:)?(\/.*)$/su.exec(wellFormed) ?? [];
  if (path !== '') return { uri: `file://${drive === undefined ? '' : `/${drive}`}${encodePath(path)}` };
  return { uri: encodePath(wellFormed), uriBaseId: root };
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Keeps text from being read as a placeholder, `{0}`, or a link, `[text](target)`, both of which SARIF's messages know. */
function message(text: string): { text: string } {
  return { text: clean(text).replace(/\{(?=\d+\})/gu, '{ ').replaceAll('](', '] (') };
}
