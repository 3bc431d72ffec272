// Renders each page on the server. `node server.mjs` serves what `pnpm build` made, `node server.mjs --dev` the sources; PORT is the port.
import { existsSync, readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createServer as createViteServer } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
/** @type {Readonly<Record<string, string>>} */
const types = { '.js': 'text/javascript', '.css': 'text/css' }
const pages = new Set(['/', '/de'])
const server = createHttpServer()

/**
 * @typedef {object} Page
 * @property {(url: string) => Promise<string>} render
 * @property {import('vite').Connect.Server | undefined} [files] Serves what is not a page.
 */

/** @returns {Promise<Page>} */
async function developmentPage() {
  const vite = await createViteServer({
    root,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: { server } },
  })
  return {
    files: vite.middlewares,
    render: async (url) => {
      const template = await vite.transformIndexHtml(url, readFileSync(join(root, 'index.html'), 'utf8'))
      const { render } = await vite.ssrLoadModule('/src/server.tsx')
      return fill(template, render(), url)
    },
  }
}

/** @returns {Promise<Page>} */
async function builtPage() {
  const template = readFileSync(join(root, 'dist/client/index.html'), 'utf8')
  const { render } = await import(pathToFileURL(join(root, 'dist/server/server.js')).href)
  return { render: async (url) => fill(template, render(), url) }
}

/**
 * `/de` is the same page for a reader of German: times are to be in the language of the page.
 *
 * @param {string} template
 * @param {string} html
 * @param {string} url
 */
function fill(template, html, url) {
  return template.replace('lang="en"', `lang="${url === '/de' ? 'de' : 'en'}"`).replace('<!--app-->', () => html)
}

/** @param {string} path */
function readBuilt(path) {
  const file = join(root, 'dist/client', path)
  return /^\/assets\/[\w.-]+$/.test(path) && existsSync(file) ? readFileSync(file) : undefined
}

const page = process.argv.includes('--dev') ? await developmentPage() : await builtPage()

/**
 * @param {string} path
 * @param {import('node:http').ServerResponse} response
 */
async function answer(path, response) {
  try {
    const body = pages.has(path) ? await page.render(path) : readBuilt(path)
    const type = pages.has(path) ? 'text/html' : (types[extname(path)] ?? 'application/octet-stream')
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type }).end(body)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}

server.on('request', (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (page.files && !pages.has(pathname)) page.files(request, response, () => void answer(pathname, response))
  else void answer(pathname, response)
})

server.listen(Number(process.env['PORT'] ?? 4174), '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') console.log(`Open http://127.0.0.1:${address?.port}/`)
})
