/** Binds who publishes the figures. */
import type { Publisher } from './publisher.ts';
import type { PublisherDocument } from './schema-of-publisher.ts';
import { checkTexts, type Scope } from './scope.ts';
import type { Texts } from './vocabulary.ts';

/**
 * The publisher in every language of the catalogue; null where none is declared, and then nothing
 * claims to be anybody's.
 */
export function bindPublisher(scope: Scope): Publisher | null {
  const { publisher: declared, languages } = scope.document;
  if (declared === undefined) return null;
  const inLanguages = (key: string, said: PublisherDocument['name']): Texts => {
    if (typeof said === 'string') return Object.fromEntries(languages.map((language) => [language, said]));
    checkTexts(scope, ['publisher', ...key.split('.')], `the ${key} of the publisher`, said);
    return said;
  };
  const { name, url, contact, licence } = declared;
  return {
    name: inLanguages('name', name),
    url: url === undefined ? null : inLanguages('url', url),
    contact: contact === undefined ? null : inLanguages('contact', contact),
    licence: licence === undefined ? null : { name: inLanguages('licence.name', licence.name), url: licence.url },
  };
}
