import { escapeXml } from '../xml.js';

/** @returns a text of ours in HTML, what stands between backticks as code */
export function textHtml(text: string): string {
  return escapeXml(text).replace(/`([^`]+)`/gu, '<code>$1</code>');
}
