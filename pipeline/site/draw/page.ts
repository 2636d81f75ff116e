/**
 * The frame of every page: head, banner, navigation, footer. Nothing in it comes from anywhere
 * else.
 */
import type { SiteSource } from '../read/open-site.ts';
import type { AreaIndex } from '../shape/figures.ts';
import { fill } from '../texts/fill.ts';
import type { SiteLanguage, Texts } from '../texts/index.ts';
import { html, type Markup, raw } from './html.ts';

/** A site in one language. */
export interface PageContext {
  readonly source: SiteSource;
  readonly language: SiteLanguage;
  readonly languages: readonly SiteLanguage[];
  readonly texts: Texts;
  readonly index: AreaIndex;
  /** Where the site is published; ends with a slash. Without it addresses are relative alone. */
  readonly baseUrl: string | null;
  readonly licence: string | null;
}

export interface PageRequest {
  /** Below the folder of the language, such as `cube_013_021/index.html`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly body: Markup;
  /** Scripts of data, seen from the root of the site. */
  readonly data?: readonly string[];
  /** What the browser receives, by id. */
  readonly config?: unknown;
  /** Linked data on the page. */
  readonly linked?: unknown;
  readonly kind: string;
  /** Without navigation, to be shown inside other pages. */
  readonly isEmbedded?: boolean;
}

/**
 * Content Security Policy: scripts and styles of this site alone. A host may add `frame-ancestors`,
 * which a page cannot say of itself.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The way from a page to the root of the site: `../../`. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length);
}

/** Draws a whole page. */
export function drawPage(context: PageContext, request: PageRequest): string {
  const { language, languages, texts, source, baseUrl } = context;
  const { path, title, description, body, data = [], config, linked, kind, isEmbedded = false } = request;
  const root = rootOf(path);
  const home = `${root}${language}/`;
  const scripts = [...(config === undefined ? [] : ['site.js']), ...data];
  const links: readonly (readonly [string, string])[] = [
    ['index.html', texts.home],
    ['area/index.html', texts.areasPage],
    ['compare/index.html', texts.comparePage],
    ['release/index.html', texts.releasePage],
    ['data/index.html', texts.dataPage],
  ];
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="${description}">
<title>${title === texts.site ? title : `${title} – ${texts.site}`}</title>
<link rel="icon" href="${root}logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}site.css">
${languages.map(
  (one) => html`<link rel="alternate" hreflang="${one}" href="${baseUrl ?? root}${one}/${path}">
`,
)}${
  baseUrl !== null &&
  html`<link rel="canonical" href="${baseUrl}${language}/${path}">
`
}${
  linked !== undefined &&
  html`<script type="application/ld+json">${raw(printData(linked))}</script>
`
}${
  config !== undefined &&
  html`<script type="application/json" id="config">${raw(printData(config))}</script>
`
}${scripts.map(
  (script) => html`<script src="${root}${script}" defer></script>
`,
)}</head>
<body class="page-${kind}">
<a class="skip" href="#content">${texts.skip}</a>
${source.isSynthetic && html`<aside class="banner" aria-label="${texts.synthetic}"><b>${texts.synthetic}.</b> ${texts.syntheticBanner}</aside>`}
${
  !isEmbedded &&
  html`<header class="top"><a class="brand" href="${home}index.html"><img src="${root}logo.svg" alt="" width="28" height="28">${texts.site}</a>
<nav aria-label="${texts.site}">${links.map(
    ([to, text]) => html`<a href="${home}${to}"${to === path && html` aria-current="page"`}>${text}</a>`,
  )}</nav>
<nav class="languages" aria-label="${texts.chooseLanguage}">${languages.map((one) =>
    one === language
      ? html`<span aria-current="true">${one.toUpperCase()}</span>`
      : html`<a href="${root}${one}/${path}" lang="${one}" hreflang="${one}">${one.toUpperCase()}</a>`,
  )}</nav></header>`
}
<main id="content">
${source.isChanged && html`<p class="notice">${texts.changedFigures}</p>`}
${body}
</main>
<footer class="bottom"><p>${fill(texts.madeBy, { release: source.manifest.release })} ${texts.boundaries}${
    source.publisher !== null && html` ${source.publisher.name(language)}.`
  }${source.isSynthetic && html` ${texts.synthetic}.`}</p></footer>
</body>
</html>
`;
  return page.markup;
}

/** JSON inside a page: nothing in it can end the element. */
function printData(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A day as the language writes it. */
export function printDay(date: string, language: string): string {
  const day = new Date(`${date.slice(0, 10)}T12:00:00Z`);
  const locale = language === 'en' ? 'en-GB' : `${language}-BE`;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** What a citation says: who, what, which release, and the hash that it can be recognised by. */
export function writeCitation({ source, texts, language }: PageContext, title: string, code: string): string {
  const { manifest, manifestHash, publisher } = source;
  return fill(texts.cite, {
    publisher: publisher?.name(language) ?? texts.noPublisher,
    title,
    code,
    release: manifest.release,
    date: printDay(manifest.created, language),
    hash: manifestHash,
  });
}
