import { isKeyName } from './names.js';
import { isSequence } from './sequence.js';
import { couldBeCredential, entropy, isKeyShaped } from './shape.js';
import { isWordy, wordsOf } from './words.js';

/** What is looked at of a value; no placeholder hides behind that much text. */
const longestLooked = 400;

/**
 * Whether a value stands for a key without being one: `YOUR_API_KEY`, `<key>`, `xxxx`, `changeme`, `${VAR}`, `op://…`, a
 * counting sequence, the name of the variable itself, in any language and case. A random key never is, whatever letters
 * it happens to hold. The default in `${VAR:-default}` decides for the whole.
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim().slice(0, longestLooked);
  if (text === '') return true;
  if (isKeyShaped(text)) return saysPlaceholderAloud(text);
  const fallback = /^\$\{[\w.]{1,100}:?-(?<fallback>[^{}]{1,256})\}$/u.exec(text)?.groups?.['fallback'];
  if (fallback !== undefined) return isPlaceholder(fallback);
  return (
    isInterpolation(text) ||
    isReference(text) ||
    isMasked(text) ||
    saysPlaceholderAloud(text) ||
    (isKeyName(text) && isWordy(text)) ||
    isSequence(text.replace(/[-_. ]/gu, '')) ||
    isSpelledOut(text)
  );
}

/** Whether a value that reaches a key sink is a credential: it could be one, and stands for none. */
export function isCredential(value: string): boolean {
  return couldBeCredential(value) && !isPlaceholder(value);
}

/** A value that a shell, a template engine or a build tool fills in. */
function isInterpolation(text: string): boolean {
  return (
    /\$\{|\$\(|\{\{|\}\}|<%|#\{|\$\[\[/u.test(text) ||
    /^(?:\$\w+(?::\w+)?|%[\w.-]+%|%\(?\w*\)?s|![\w.]+!?|\{[\w .-]*\}|:\w+|@[\w./-]+|__\w+__|@@[\w.-]+@@|\$\w+\$)$/u.test(text) ||
    /^(?:<[^<>]*>|&lt;.*&gt;|\[[^[\]]*\]|«[^«»]*»|\([^()]*\)|_+)$/u.test(text)
  );
}

/** A value that tells where the key is kept. */
function isReference(text: string): boolean {
  return (
    /^(?:op|vault|secret|secrets|sm|ssm|gcp-sm|awssm|akv|keyvault|keychain|bws|doppler|infisical|ref\+\w+):/iu.test(text) ||
    /^(?:env|file|arn|process\.env|os\.environ|secretKeyRef|valueFrom)(?:[:.[]|$)/iu.test(text) ||
    /^(?:projects\/[^/]+\/secrets\/|ENC[[(]|@Microsoft\.KeyVault\(|\{cipher\}|\$ANSIBLE_VAULT)/iu.test(text)
  );
}

/** A value that was blotted out, or is drawn: `***`, `...`, `sk-xxxx`, `Abcd000000000000`. */
function isMasked(text: string): boolean {
  return /\*{3}|\.{3}|[…•●█·]|_{4}|-{4}|#{4}/u.test(text) || /x{4}|(?<same>.)\k<same>{7}/iu.test(text) || /\p{L}/u.test(text.replace(/[A-Za-z]/gu, ''));
}

/** So long that no random key holds them by chance: fewer than one key in a million. */
const aloud =
  /placehold|example|exemple|ejemplo|beispiel|esempio|exemplo|dummykey|fakekey|testkey|yourkey|your_?(?:api|mistral)|apikey_?here|goes_?here|mistral_?api_?key|changeme|change_me|redacted|notarealkey|not_a_real|insertkey|replaceme|x{7}/iu;

function saysPlaceholderAloud(text: string): boolean {
  return aloud.test(text);
}

/** One of these among the words of a value makes it a placeholder, however it goes on. */
const neverReal = new Set('fake dummy mock sample stub placeholder example changeme redacted masked hidden censored invalid bogus nope fixme foobar'.split(' '));

/** These do so only where the rest is words too: `sk_test_` is how a real key of another vendor begins. */
const telling = new Set(
  (
    'your votre ton ta ihr ihre ihren dein deine deinen tu tus su sus tuo tua il suo seu sua uw jouw din ditt twoj twój moj my mon mein mi mio meu ' +
    'here ici hier aqui qui tutaj her har insert paste put enter add replace change set fill use provide provided needed required none null nil ' +
    'undefined unset empty unused ignored not no real actual some any test testing tests ' +
    'ersetze ersetzen einsetzen einfugen einfuegen eintragen hinzufugen setze andern ' +
    'collez coller remplacez remplacer mettez mettre inserez saisir saisissez cle clef ' +
    'pega pegar reemplaza reemplazar inserta introduce coloca pon clave llave ' +
    'incolla inserisci sostituisci metti chiave cole colar insira substitua coloque troque chave ' +
    'plak vervang vul sleutel wklej wstaw zamien klucz schlussel schluessel nyckel nokkel avain ' +
    'todo tbd key keys token secret apikey value string password abc foo bar baz asdf qwerty qwertz lorem ipsum ollama test1 local localhost demo'
  ).split(' '),
);

/** A value made of words of which one gives it away: `put-it-in-the-private-file`, `user_provided`, `test-key`. */
function isSpelledOut(text: string): boolean {
  const words = wordsOf(text).map((part) => part.toLowerCase());
  if (words.some((part) => neverReal.has(part))) return true;
  return !holdsRandomPart(text) && words.some((part) => telling.has(part) || /^(?:qwert|asdf|abcd|xxx|zzz|yyy|aaa)/u.test(part));
}

/** Whether one part between joints looks like the random part of a key. */
function holdsRandomPart(text: string): boolean {
  return text
    .split(/[-_.:/ ]/u)
    .some((part) => part.length >= 12 && !isWordy(part) && !isSequence(part) && entropy(part) > 2.8 && /[A-Za-z]/u.test(part));
}
