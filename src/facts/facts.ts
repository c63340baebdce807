import type { KeyDigest } from '../key/digest.js';
import type { Edit, Place } from './source.js';

/** The languages whose syntax the messages and fixes speak. `text` is everything without a language of its own. */
export type Language = 'javascript' | 'typescript' | 'python' | 'shell' | 'config' | 'text';

/** The client libraries that take a Mistral key; `http` is a raw request. */
export type ClientId =
  | 'mistral-sdk'
  | 'mistral-sdk-0'
  | 'ai-sdk'
  | 'langchain'
  | 'llamaindex'
  | 'openai'
  | 'http';

/** A suggestion a person can accept: edits that do not change what a working program does. */
export interface Remedy {
  readonly id: 'insertKey' | 'renameOption' | 'moveIntoOptions' | 'readFromEnv' | 'insertGuard' | 'useHttps' | 'addBearer' | 'sendBearer' | 'loadFirst';
  readonly edits: readonly Edit[];
}

/** A literal that is, or looks like, a key. */
export interface SecretFact {
  readonly kind: 'secret';
  readonly place: Place;
  readonly key: KeyDigest;
  /** `bound`: the value reaches a key sink, which `sink` describes. `unbound`: it only stands near Mistral. */
  readonly binding: 'bound' | 'unbound';
  readonly sink: 'client' | 'name' | 'header' | 'flag' | 'context';
  /** The key name it is assigned to, where there is one. */
  readonly name?: string;
  /** Where the literal stands; `output`: in what a program has shown. */
  readonly within: 'code' | 'comment' | 'text' | 'output';
  readonly language: Language;
  readonly remedies: readonly Remedy[];
}

/** What a construction does with its key argument. */
export type KeyArgument =
  | { readonly kind: 'absent' }
  | { readonly kind: 'undefined'; readonly place: Place }
  | { readonly kind: 'empty'; readonly place: Place }
  | { readonly kind: 'misnamed'; readonly name: string; readonly place: Place }
  | { readonly kind: 'positional'; readonly place: Place }
  | { readonly kind: 'given' }
  | { readonly kind: 'unknown' };

/** A Mistral client that is constructed. */
export interface ClientFact {
  readonly kind: 'client';
  /** The construction: `new Mistral(…)`, `super(…)`. */
  readonly place: Place;
  readonly client: ClientId;
  /** The class or function as its library names it: `Mistral`, `createMistral`, `ChatMistralAI`. */
  readonly className: string;
  readonly language: Language;
  readonly keyArgument: KeyArgument;
  /** The option that takes the key: `apiKey`. */
  readonly option: string;
  /** It talks to a server that needs no Mistral key. */
  readonly selfHosted: boolean;
  /** A check of `MISTRAL_API_KEY` that stops precedes on every path. */
  readonly environmentChecked: boolean;
  /** Does the library read the variable itself? Always, if left out; `newer`: only versions after the first of its major. */
  readonly fallback?: 'always' | 'never' | 'newer';
  /** `from mistral import Mistral`: the package is called `mistralai`. */
  readonly wrongPackage?: boolean;
  readonly remedies: readonly Remedy[];
}

/** A key variable that is read from the environment, and where its value goes. */
export interface EnvironmentReadFact {
  readonly kind: 'environment-read';
  readonly place: Place;
  /** The variable: `MISTRAL_API_KEY`. */
  readonly name: string;
  /** How the source spells the read, for messages: `process.env.MISTRAL_API_KEY`. */
  readonly expression: string;
  readonly language: Language;
  /** The client or request that the value reaches unchecked. */
  readonly reaches: ClientId;
  /** The bundler may put the value in place of the read: `import.meta.env`. */
  readonly inlined: boolean;
  /** What stands in when the variable is not set. */
  readonly fallback: 'none' | 'empty' | 'dummy';
  readonly remedies: readonly Remedy[];
}

/** A way by which a key reaches the browser. */
export interface ExposureFact {
  readonly kind: 'exposure';
  readonly place: Place;
  readonly language: Language;
  readonly how:
    | { readonly kind: 'public-name'; readonly name: string; readonly prefix: string }
    | { readonly kind: 'injection'; readonly tool: string; readonly name: string }
    | { readonly kind: 'client-module'; readonly what: 'literal' | 'read' | 'client'; readonly name: string; readonly entry: string }
    | { readonly kind: 'response'; readonly by: string; readonly name: string }
    /** It stands in what a bundler wrote; `origin` is the file and line that a source map names. */
    | { readonly kind: 'built'; readonly name: string; readonly origin?: string };
  /** From the browser entry to the place, where the key travels through imports. */
  readonly chain: readonly { readonly place: Place; readonly note: string }[];
  readonly key?: KeyDigest;
}

/** A way to Mistral, or of a Mistral client, that anyone on the line can listen to. */
export interface TransportFact {
  readonly kind: 'transport';
  /** The address, or the option or variable that switches certificate checks off. */
  readonly place: Place;
  readonly language: Language;
  readonly how:
    | { readonly kind: 'plain-http'; readonly host: string }
    | { readonly kind: 'unchecked'; readonly name: string };
  readonly remedies: readonly Remedy[];
}

/** A raw request to Mistral that does not carry the key as `Authorization: Bearer KEY`. */
export interface AuthorizationFact {
  readonly kind: 'authorization';
  readonly place: Place;
  readonly language: Language;
  /** `other-header` and `query` name where the key stands instead. */
  readonly how:
    | { readonly kind: 'missing' | 'no-bearer' | 'basic' }
    | { readonly kind: 'other-header' | 'query'; readonly name: string };
  readonly remedies: readonly Remedy[];
}

/** A key, or something that holds one, that is printed, logged or put into an error message. */
export interface OutputFact {
  readonly kind: 'output';
  /** What prints: a call, an error that is made, a command, an option, an assignment; of a notebook, one of its outputs. */
  readonly place: Place;
  readonly language: Language;
  /**
   * `key`: the value of `name`. `client`: an object that holds the key. `environment`: all variables, the key among them.
   * `trace`: a shell that prints each command. `debug`: a switch by which the client library prints its headers.
   * `recorded`: a key that an output of a notebook keeps.
   */
  readonly what: 'key' | 'client' | 'environment' | 'trace' | 'debug' | 'recorded';
  /** The variable, class or option: `MISTRAL_API_KEY`, `Mistral`, `debugLogger`. */
  readonly name: string;
  /** How the source spells what prints: `console.log`, `echo`. */
  readonly by: string;
  readonly key?: KeyDigest;
}

/** The variables of a file (`.env`) are loaded after a key was read, or a client made that reads it. */
export interface LateLoadFact {
  readonly kind: 'late-load';
  /** The early read or construction; across files the import that leads to it. */
  readonly place: Place;
  readonly language: Language;
  /** `read`, `client`: in this file. `import`: in a module that is imported. */
  readonly early: 'read' | 'client' | 'import';
  /** The variable that is read, or the class of the client. */
  readonly name: string;
  /** How the source spells what loads: `dotenv.config()`. */
  readonly loader: string;
  /** From the import to the read, where they lie in different files. */
  readonly chain: readonly { readonly place: Place; readonly note: string }[];
  readonly remedies: readonly Remedy[];
}

/** A call of a client whose failure, a rejected key among them, nothing handles. */
export interface UnhandledCallFact {
  readonly kind: 'unhandled-call';
  readonly place: Place;
  readonly language: Language;
  /** How the source spells what is called: `client.chat.complete`. */
  readonly call: string;
  readonly client: ClientId;
}

/** A handler for an error that the client libraries do not have. */
export interface WrongHandlerFact {
  readonly kind: 'wrong-handler';
  readonly place: Place;
  readonly language: Language;
  /** The class, and the module that it is taken from. */
  readonly name: string;
  readonly module: string;
}

export type Fact = SecretFact | ClientFact | EnvironmentReadFact | ExposureFact | TransportFact | AuthorizationFact | OutputFact | LateLoadFact | UnhandledCallFact | WrongHandlerFact;

/** What one file says about Mistral and its keys. A fact's place may lie in another file that this one imports. */
export interface FileFacts {
  readonly path: string;
  readonly facts: readonly Fact[];
  /** Suppression comments are found by the host; the ranges of all comments, in order. */
  readonly comments: readonly Comment[];
  /** The literals that keys are made of, also those of a key in several parts: no report may show them. */
  readonly keyParts?: readonly Place[];
  /** False where the file did not parse and only the lexical detector has read it. */
  readonly parsed: boolean;
  /** The cells of a notebook, which people go by in place of its lines. */
  readonly cells?: readonly CellPlace[];
  /** Where the lines start that suppression comments speak of, in order, if these are not the lines of the file. */
  readonly lineStarts?: readonly number[];
}

/** The code of a cell, or what it shows. Offsets are 0-based UTF-16 units into the file, `end` exclusive. */
export interface CellPlace {
  /** Counted from 1, in the order of the file. */
  readonly number: number;
  readonly part: 'source' | 'output';
  readonly start: number;
  readonly end: number;
}

/** A comment. The offsets span the whole comment with its marks; `text` is what stands between them. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
