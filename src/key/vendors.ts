/** Vendors whose name is the word that names and texts use for them. */
const vendors: readonly string[] = (
  'openai anthropic cohere groq huggingface google azure aws stripe segment maps github gitlab slack sentry pinecone supabase ' +
  'deepl deepseek together replicate openrouter perplexity xai fireworks voyage jina nvidia cerebras tavily serpapi serper ' +
  'langsmith langfuse helicone wandb elevenlabs deepgram assemblyai qdrant weaviate milvus datadog newrelic grafana honeycomb ' +
  'posthog mixpanel amplitude twilio sendgrid mailgun postmark resend mailchimp cloudflare vercel netlify heroku algolia ' +
  'meilisearch typesense paypal adyen auth0 okta clerk nextauth telegram discord npm pypi docker notion airtable linear jira ' +
  'stability ai21 langchain dashscope moonshot zhipu minimax sambanova nebius scaleway ovh portkey chroma pusher ably firecrawl browserbase nomic ' +
  'intercom hubspot shopify salesforce giphy spotify tmdb openweather openweathermap newsapi rapidapi zendesk plaid coinbase binance alchemy infura ' +
  'etherscan recaptcha hcaptcha turnstile bitbucket circleci sonarqube snyk codecov fastly cloudinary minio digitalocean hetzner linode contentful ' +
  'strapi prismic storyblok rollbar bugsnag launchdarkly statsig flagsmith brevo unsplash pexels ' +
  'redis upstash postgres mysql mongodb database smtp imap ldap password session ' +
  'ollama vllm deepinfra anyscale databricks watsonx baseten novita hyperbolic lepton steam photon'
).split(' ');

/** Other words for them. The last rows are owners that are no vendors: a password, or what guards a session. */
const otherWords: Readonly<Record<string, string>> = {
  openai: 'chatgpt gpt',
  anthropic: 'claude',
  groq: 'gsk',
  huggingface: 'hf',
  google: 'gemini firebase gcp vertex vertexai palm',
  azure: 'azureai',
  aws: 'amazon bedrock sagemaker',
  maps: 'maptiler mapbox',
  github: 'gh ghp',
  together: 'togetherai',
  perplexity: 'pplx',
  xai: 'grok',
  voyage: 'voyageai',
  meilisearch: 'meili',
  docker: 'dockerhub',
  mongodb: 'mongo',
  database: 'db',
  password: 'passwords passwd pwd passphrase pass passwort kennwort mdp contrasena',
  session: 'sid cookie csrf jwt salt signing encryption webhook',
};

/** Names of two words, as camel case and prose write them. */
const pairs: ReadonlyMap<string, string> = new Map([
  ['open ai', 'openai'],
  ['hugging face', 'huggingface'],
  ['git hub', 'github'],
  ['auth 0', 'auth0'],
  ['eleven labs', 'elevenlabs'],
  ['deep seek', 'deepseek'],
  ['open router', 'openrouter'],
  ['map tiler', 'maps'],
  ['new relic', 'newrelic'],
]);

const ownerOfWord: ReadonlyMap<string, string> = new Map([
  ...vendors.map((vendor) => [vendor, vendor] as const),
  ...Object.entries(otherWords).flatMap(([vendor, words]) => words.split(' ').map((word) => [word, vendor] as const)),
]);

/**
 * The first vendor, or other owner, among the words of a name or a text. Mistral is none of them.
 *
 * @param words in lower case
 */
export function vendorOf(words: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const owner = ownerOfWord.get(word) ?? pairs.get(`${word} ${words[index + 1] ?? ''}`);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
