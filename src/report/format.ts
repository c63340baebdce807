import type { ScanOutcome } from '../scan/result.js';

/** What a report is told besides the result. */
export interface ReportSettings {
  /** Whether the text may be coloured. */
  readonly colour: boolean;
  readonly tool: { readonly name: string; readonly version: string };
  /** When the scan ended. */
  readonly finished: Date;
  /** Whether what is suppressed is shown, too. */
  readonly suppressed?: boolean;
}

/** Turns a result into the text of a report. */
export type Format = (outcome: ScanOutcome, settings: ReportSettings) => string;

const gitlabSecrets = async (): Promise<Format> => (await import('./gitlab-secrets.js')).gitlabSecretsReport;

/** The formats by name. Each is loaded when it is asked for. */
export const formats: Readonly<Record<string, () => Promise<Format>>> = {
  text: async () => (await import('./text.js')).textReport,
  json: async () => (await import('./json.js')).jsonReport,
  jsonl: async () => (await import('./jsonl.js')).jsonLinesReport,
  sarif: async () => (await import('./sarif.js')).sarifReport,
  github: async () => (await import('./github.js')).githubReport,
  gitlab: gitlabSecrets,
  'gitlab-secrets': gitlabSecrets,
  'gitlab-codequality': async () => (await import('./gitlab-codequality.js')).gitlabCodeQualityReport,
  junit: async () => (await import('./junit.js')).junitReport,
  checkstyle: async () => (await import('./checkstyle.js')).checkstyleReport,
  csv: async () => (await import('./csv.js')).csvReport,
  markdown: async () => (await import('./markdown.js')).markdownReport,
  html: async () => (await import('./html/report.js')).htmlReport,
};

/** What takes the place of `text` where the history was scanned. */
export async function historyFormat(): Promise<Format> {
  return (await import('./history.js')).historyReport;
}
