declare module '*.css?inline' {
  const css: string;
  export default css;
}

/** File names of the chat chunk and of each language's texts, put in by the build. */
declare const __CHAT__: string;
declare const __LANGUAGES__: Record<string, string>;
