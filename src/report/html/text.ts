import { escapeXml } from '../xml.js';

/** @returns a text on a cause in HTML, what stands between backticks as code; in texts on a finding they are part of the code */
export function textHtml(text: string): string {
  return escapeXml(text).replace(/`([^`]+)`/gu, '<code>$1</code>');
}
