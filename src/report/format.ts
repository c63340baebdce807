import type { ScanOutcome } from '../scan/result.js';
import { fromRoot, type Start } from './from-root.js';

/** What a report is told besides the result. */
export interface ReportSettings {
  /** Whether the text may be coloured. */
  readonly colour: boolean;
  readonly tool: { readonly name: string; readonly version: string };
  /** When the scan ended. */
  readonly finished: Date;
  readonly start: Start;
  /** Whether what is suppressed is shown, too. */
  readonly suppressed?: boolean;
}

/** Turns a result into the text of a report. */
export type Format = (outcome: ScanOutcome, settings: ReportSettings) => string;

/** A report for a service: paths lead from the root of the repository. */
function forService(load: () => Promise<Format>): () => Promise<Format> {
  return async () => {
    const format = await load();
    return (outcome, settings) => format(fromRoot(outcome, settings.start), settings);
  };
}

const gitlabSecrets = forService(async () => (await import('./gitlab-secrets.js')).gitlabSecretsReport);

/** Also what the summary of a GitHub job is written in. */
export const markdownFormat = forService(async () => (await import('./markdown.js')).markdownReport);

/**
 * The formats by name. Each is loaded when it is asked for. Readers of Checkstyle's XML take paths as relative to the folder
 * that they themselves are started in, so it is not among those for services.
 */
export const formats: Readonly<Record<string, () => Promise<Format>>> = {
  text: async () => (await import('./text.js')).textReport,
  json: async () => (await import('./json.js')).jsonReport,
  jsonl: async () => (await import('./jsonl.js')).jsonLinesReport,
  sarif: forService(async () => (await import('./sarif.js')).sarifReport),
  github: forService(async () => (await import('./github.js')).githubReport),
  gitlab: gitlabSecrets,
  'gitlab-secrets': gitlabSecrets,
  'gitlab-codequality': forService(async () => (await import('./gitlab-codequality.js')).gitlabCodeQualityReport),
  junit: forService(async () => (await import('./junit.js')).junitReport),
  checkstyle: async () => (await import('./checkstyle.js')).checkstyleReport,
  csv: async () => (await import('./csv.js')).csvReport,
  markdown: markdownFormat,
  html: async () => (await import('./html/report.js')).htmlReport,
};

/** What takes the place of `text` where the history was scanned. */
export async function historyFormat(): Promise<Format> {
  return (await import('./history.js')).historyReport;
}
