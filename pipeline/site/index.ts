/** The atlas: one release as a folder of pages. */
export { buildSite, type SiteReport, type SiteRequest } from './build-site.ts';
export { SITE_LANGUAGES, type SiteLanguage } from './texts/index.ts';
