/** What the commands start Node with: objects that live as long as a request are gone before they are moved. V8 uses what it compiled ahead only under the same flags. */
export const engineFlags = ['--min-semi-space-size=16', '--max-semi-space-size=64'];
