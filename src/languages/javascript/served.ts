const servedFolder = /(?:^|\/)(?:public|static|wwwroot|htdocs)\/(?!(?:[^\n]*\/)?(?:src|node_modules)\/)[^\n]*\.m?js$/u;

/** Does a script lie in a folder that a web server hands out as it is: `public/sw.js`? */
export function isServed(path: string): boolean {
  return servedFolder.test(path);
}
