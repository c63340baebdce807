const folders = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress)\//u;
const names = /\.(?:test|spec|stories|cy|e2e)\.[cm]?[jt]sx?$|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/u;

/** Is it a file of tests, by its place or its name? It is no part of the program. */
export function isTestFile(path: string): boolean {
  return folders.test(path) || names.test(path);
}
