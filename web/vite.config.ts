import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { checkStyles } from './build/check-styles.ts'

/** Port of a service that `npm run dev` or `npm run demo` has started. */
const SERVICE = process.env.SERVICE_URL ?? 'http://127.0.0.1:3001'

export default defineConfig({
  root: import.meta.dirname,
  // Addresses inside the pages are relative to the base that the service writes into index.html.
  base: './',
  plugins: [react(), checkStyles()],
  // The test runner of the repository has an older React, which libraries of the pages must not find.
  resolve: { dedupe: ['react', 'react-dom'] },
  worker: { format: 'es' },
  server: { proxy: { '/api': SERVICE, '/health': SERVICE, '/metrics': SERVICE } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the pages allows no fonts or scripts inside of others.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Each file that is asked for takes its time on both sides: what every page begins with comes in few files, and so
          // does what is small and on most pages. Libraries stay as they are in most releases, so browsers keep them. What
          // the first letter in the search field asks for does not hold up its suggestions.
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 2 },
            { name: 'frame', tags: ['$initial'], priority: 1 },
            { name: 'common', minShareCount: 11, maxModuleSize: 1800 },
            { name: 'commands', test: /\/search-field\/commands\.ts$/ },
          ],
        },
      },
    },
  },
})
