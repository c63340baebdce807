import type { ScanOutcome } from '../scan/result.js';

/** What a report is told besides the result. */
export interface ReportSettings {
  /** Whether the text may be coloured. */
  readonly colour: boolean;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Turns a result into the text of a report. */
export type Format = (outcome: ScanOutcome, settings: ReportSettings) => string;

/** The formats by name. Each is loaded when it is asked for. */
export const formats: Readonly<Record<string, () => Promise<Format>>> = {
  text: async () => (await import('./text.js')).textReport,
  json: async () => (await import('./json.js')).jsonReport,
};

/** What takes the place of `text` where the history was scanned. */
export async function historyFormat(): Promise<Format> {
  return (await import('./history.js')).historyReport;
}
