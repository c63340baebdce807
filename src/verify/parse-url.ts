/** @returns `undefined` where the text is no URL. `URL.parse` came only with Node 22. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
