import type { ScanResult } from './result.js';
import { runScan, type ScanOptions } from './scan.js';
import { scannerParts } from './parts.js';

export type { CauseId } from '../../rules/causes.js';
export type { Level, Severity } from '../../rules/rule.js';
export type { KeyDigest } from '../key/digest.js';
export { ConfigurationError } from '../configuration/configuration.js';
export type { Finding, FindingEdit } from './finding.js';
export { UnknownRuleError } from './levels.js';
export type { ScanResult, Skipped, Summary, SuppressedFinding, UnusedSuppression } from './result.js';
export type { ScanOptions } from './scan.js';

/**
 * Scans files and folders for Mistral keys and misuse of them, as `mistral-keys scan` does.
 * @throws UnknownRuleError where the options name a rule that does not exist
 * @throws ConfigurationError where a configuration of the project cannot be used; what cannot be read is listed in the result
 */
export async function scan(options: ScanOptions = {}): Promise<ScanResult> {
  return (await runScan(scannerParts, options)).result;
}
