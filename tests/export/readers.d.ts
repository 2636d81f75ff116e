/** The parts of two libraries without types that tests read exports with. */
declare module 'jsonld' {
  const jsonld: { readonly flatten: (document: object) => Promise<unknown> };
  export default jsonld;
}

declare module 'jsonstat-toolkit' {
  interface Category {
    readonly label: string;
  }
  interface Dimension {
    readonly Category: (id: string) => Category;
  }
  interface Dataset {
    readonly id: readonly string[];
    readonly role: Readonly<Record<string, readonly string[]>>;
    readonly Dimension: (id: string) => Dimension;
    readonly toTable: <Row>(options: { type: 'arrobj'; status: boolean; content: 'id' }) => Row[];
  }
  const JSONstat: (document: object) => { readonly Dataset: (index: number) => Dataset };
  export default JSONstat;
}
