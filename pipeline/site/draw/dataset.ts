/**
 * What search engines receive on an indicator: schema.org/Dataset, with absolute addresses alone.
 */
import type { IndicatorFigures } from '../read/read-figures.ts';
import { sheetTexts } from './indicator-view.ts';
import type { PageContext } from './page.ts';
import type { IndicatorView } from './view.ts';

/** The description, or undefined without an address that it could name. */
export function describeDataset(context: PageContext, figures: IndicatorFigures, view: IndicatorView): unknown {
  const { baseUrl, language, source, licence } = context;
  if (baseUrl === null) return undefined;
  const { texts } = sheetTexts(figures, language);
  const api = `${baseUrl}api/v1/${view.code}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': `${baseUrl}${language}/${view.code}/index.html`,
    name: texts.title,
    description: [source.isSynthetic ? context.texts.syntheticBanner : '', texts.illustrative ?? '', texts.description]
      .filter(Boolean)
      .join(' '),
    identifier: view.code,
    inLanguage: language,
    version: source.manifest.release,
    dateModified: source.manifest.created.slice(0, 10),
    temporalCoverage: `${view.years[0]}/${view.years.at(-1)}`,
    spatialCoverage: { '@type': 'Place', name: context.index.names[0] },
    ...(licence !== null && { license: licence }),
    ...(source.publisher !== null && { publisher: { '@type': 'Organization', name: source.publisher.name(language) } }),
    distribution: [
      { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${api}.csv` },
      { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: `${api}.json` },
    ],
  };
}
