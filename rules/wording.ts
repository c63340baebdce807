import type { ClientId, Language } from '../src/facts/facts.js';

/** The variable to name for a key of which `text` speaks: Codestral's keys are others than Mistral's. */
export function keyVariable(text = ''): string {
  return /codestral/iu.test(text) ? 'CODESTRAL_API_KEY' : 'MISTRAL_API_KEY';
}

/** How the language reads a variable of the environment. */
export function readOf(variable: string, language: Language): string {
  switch (language) {
    case 'javascript':
    case 'typescript':
      return `process.env.${variable}`;
    case 'python':
      return `os.environ["${variable}"]`;
    default:
      return `\${${variable}}`;
  }
}

/** How the language stops when the variable `key` is empty. */
export function stopUnless(key: string, variable: string, language: Language): string {
  return language === 'python'
    ? `if not ${key}: raise RuntimeError("${variable} is not set")`
    : `if (!${key}) throw new Error('${variable} is not set')`;
}

/** How a client calls itself, and its option, where it is not known which of the library's classes it is. */
const usual: Readonly<Record<Exclude<ClientId, 'http'>, { readonly className: string; readonly pythonOption: string }>> = {
  'mistral-sdk': { className: 'Mistral', pythonOption: 'api_key' },
  'mistral-sdk-0': { className: 'MistralClient', pythonOption: 'api_key' },
  'ai-sdk': { className: 'createMistral', pythonOption: 'api_key' },
  langchain: { className: 'ChatMistralAI', pythonOption: 'mistral_api_key' },
  llamaindex: { className: 'MistralAI', pythonOption: 'api_key' },
  openai: { className: 'OpenAI', pythonOption: 'api_key' },
};

/**
 * How a client, or a request, is given its key.
 * @param key an expression of the language
 * @param className as the library names the class or function
 */
export function passing(key: string, client: ClientId, language: Language, className?: string): string {
  if (client === 'http') return language === 'python' ? `"Authorization": f"Bearer {${key.replaceAll('"', "'")}}"` : `Authorization: \`Bearer \${${key}}\``;
  const name = className ?? usual[client].className;
  if (language === 'python') return `${name}(${usual[client].pythonOption}=${key}${client === 'openai' ? ', base_url=…' : ''})`;
  if (client === 'mistral-sdk-0') return `new ${name}(${key})`;
  const call = `${name}({ apiKey: ${key}${client === 'openai' ? ', baseURL: …' : ''} })`;
  return /^[a-z]/u.test(name) ? call : `new ${call}`;
}
