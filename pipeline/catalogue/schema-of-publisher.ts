/** The shape of `publisher:` in the catalogue. */
import { z } from 'zod';

const words = z.union([
  z.string().min(1).describe('The same in every language'),
  z.record(z.string(), z.string().min(1)),
]);

export const publisher = z.strictObject({
  name: words,
  url: words.optional().describe('Address of a page about the publisher'),
  contact: words.optional().describe('Where users can ask questions: an e-mail address or the address of a page'),
  licence: z
    .strictObject({
      name: words,
      url: z
        .string()
        .regex(/^https?:\/\/\S+$/, 'the address of the licence, such as https://…')
        .describe('Address of its text'),
    })
    .optional()
    .describe('Under which the figures may be used'),
});

export type PublisherDocument = z.infer<typeof publisher>;
